import assert from 'node:assert/strict';
import { dialectOf } from '../../../server/src/template/dialect';
import { scanTags } from '../../../server/src/template/scan';
import { readMarkers } from '../../support/markers';

interface Case {
  readonly about: string;
  readonly name: string;
  /** `«…»` around each piece of template code. */
  readonly text: string;
  readonly roles: string;
}

const CASES: readonly Case[] = [
  {
    about: 'Jinja',
    name: 'main.cf.j2',
    text: 'a = «{{ x.y | default("z") }}»\n«{% if x %}»\nb = 1\n«{%- elif y -%}»\n«{# note\n #}»\n«{% endif %}»\n',
    roles: 'value open arm note close',
  },
  {
    about: 'Jinja under the final name',
    name: 'main.cf',
    text: 'a = «{{ x }}»\n«{% for d in domains %}»\nb = «{{d}}»\n«{% endfor %}»\n',
    roles: 'value open value close',
  },
  {
    about: 'what stands between raw and endraw is text',
    name: 'main.cf.j2',
    text: '«{% raw %}»\na = {{ x }}\n«{% endraw %}»\nb = «{{ x }}»\n',
    roles: 'open close value',
  },
  {
    about: 'inline tables of Postfix',
    name: 'main.cf',
    text: 'a = inline:{{a=b}, {c = d}}\nb = cidr:{{!172.16.0.42 REJECT}}\nc = inline:{{<> = REJECT}}\n',
    roles: '',
  },
  {
    about: 'Mustache',
    name: 'main.cf.mustache',
    text: 'a = «{{domain}}» «{{{raw}}}» «{{&raw}}»\n«{{#tls}}»\nb = 1\n«{{/tls}}»\n«{{^tls}}»«{{/tls}}»«{{! no }}»\n«{{> tail}}»\n',
    roles: 'value value value open close open close note include',
  },
  {
    about: 'Go',
    name: 'main.cf.tmpl',
    text: '«{{- if .Tls }}»\na = «{{ .Name }}»\n«{{ else }}»\nb = ${mydomain}\n«{{ end }}»\n«{{ template "x" . }}»\n',
    roles: 'open value arm close include',
  },
  {
    about: 'ERB',
    name: 'main.cf.erb',
    text: 'a = «<%= @name %>»\n«<% if @tls -%>»\n«<% else %>»\n«<% end -%>»\n«<% @list.each do |x| -%>»\nb = «<%= x %>»\n«<% end %>»\n«<%# no %>»\n',
    roles: 'value open arm close open value close note',
  },
  {
    about: 'Puppet',
    name: 'main.cf.epp',
    text: '«<% if $tls { -%>»\na = 1\n«<% } else { -%>»\n«<% } -%>»\n',
    roles: 'open arm close',
  },
  {
    about: 'Terraform',
    name: 'main.cf.tftpl',
    text: 'a = «${name}»\n«%{ if tls ~}»\n«%{ endif ~}»\n',
    roles: 'value open close',
  },
  {
    about: 'words that a script replaces, in files of any name',
    name: 'main.cf',
    text: 'a = «PH_HOSTNAME»\nb = mail.«__DOMAIN__»\nc = «%DOMAIN%», «%%HOST%%»\nd = «@MAIL_DOMAIN@»\n',
    roles: 'value value value value value',
  },
  {
    about: 'no such words',
    name: 'main.cf',
    text: 'a = GRAPH_X $EXTENSION ${MAIL} %u %Ln user@example.com, @example.com\n',
    roles: '',
  },
  {
    about: 'variables of the environment',
    name: 'main.cf.template',
    text: 'a = «$MAIL_NAME» «${MAIL_NAME}» «${MAIL_NAME:-x}» $myhostname ${mydomain}\n',
    roles: 'value value value',
  },
  {
    about: 'autoconf',
    name: 'main.cf.in',
    text: 'a = «@sysconfdir@»/postfix\n',
    roles: 'value',
  },
  {
    about: 'percent signs: a value, a line that is kept or not, a sign itself',
    name: 'main.cf.tpl',
    text: 'a = «%hostname»\n«%{tls}»b = «%{driver}»:x\n«%protocols»\nc = «%%u»\n',
    roles: 'value prefix value lines value',
  },
  {
    about: 'values with a line of their own',
    name: 'main.cf.j2',
    text: 'a = b\n  «{{ more }}»\n',
    roles: 'lines',
  },
  {
    about: 'code that nothing ends',
    name: 'main.cf.tpl',
    text: 'a = {{ x\nb = <«%file»\n',
    roles: 'value',
  },
];

describe('scanTags', () => {
  for (const { about, name, text: marked, roles } of CASES) {
    it(about, () => {
      const { text, spans } = readMarkers(marked);
      const tags = scanTags(text, dialectOf(`file:///etc/postfix/${name}`, text));
      assert.deepEqual(
        tags.map(({ start, end }) => text.slice(start, end)),
        spans.map(({ start, end }) => text.slice(start, end)),
      );
      assert.equal(tags.map(({ role }) => role).join(' '), roles);
    });
  }
});
