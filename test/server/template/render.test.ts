import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { render } from '../../../server/src/template/render/render';
import type { Variables } from '../../../server/src/template/render/variables';
import { templateSample } from '../../support/arbitraries/templates';

const RUNS = Number(process.env['MAILWRIGHT_RUNS'] ?? 400);
const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_240_701);

const VARIABLES: Variables = {
  host: 'mail.example.org',
  tls: true,
  off: false,
  mode: 'modern',
  nets: ['10.0.0.0/8', '192.168.0.0/16'],
  config: { size: 1000 },
  users: [{ name: 'ada' }, { name: 'bob' }],
  empty: [],
};

interface Case {
  readonly about: string;
  readonly name: string;
  readonly text: string;
  readonly rendered: string;
  readonly missing?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    about: 'Jinja: values, filters, conditions, loops',
    name: 'main.cf.j2',
    text: 'a = {{ host }}\n{% if tls %}\nb = {{ config.size // 3 }}\n{% else %}\nc = 1\n{% endif %}\nd = {{ nets | join(" ") }}\n{% for u in users %}\n# {{ u.name }}\n{% endfor %}\n',
    rendered: 'a = mail.example.org\nb = 333\nd = 10.0.0.0/8 192.168.0.0/16\n# ada\n# bob\n',
  },
  {
    about: 'Jinja: names without a value',
    name: 'main.cf.j2',
    text: 'a = {{ nobody }}{{ config.nothing }}{{ nobody | default("x") }}\n{% set mine = 1 %}b = {{ mine }}\n',
    rendered: 'a = x\nb = 1\n',
    missing: ['nobody', 'config.nothing'],
  },
  {
    about: 'Mustache',
    name: 'main.cf.mustache',
    text: 'a = {{host}}\n{{#tls}}\nb = 1\n{{/tls}}\n{{^tls}}\nc = 1\n{{/tls}}\n{{#users}}\n# {{name}}\n{{/users}}\n{{#empty}}\nd = 1\n{{/empty}}\n{{! note }}\n',
    rendered: 'a = mail.example.org\nb = 1\n# ada\n# bob\n',
  },
  {
    about: 'Go',
    name: 'main.cf.tmpl',
    text: 'a = {{ .host }}\n{{ if .off }}\nb = 1\n{{ else }}\nc = $myhostname\n{{ end }}\nd = {{- .config.size }}\n',
    rendered: 'a = mail.example.org\nc = $myhostname\nd = 1000\n',
  },
  {
    about: 'ERB',
    name: 'main.cf.erb',
    text: 'a = <%= @host %>\n<% unless @tls -%>\nb = 1\n<% else -%>\nc = 1\n<% end -%>\n<% @nets.each do |net| -%>\n# <%= net %>\n<% end -%>\n<% if @mode == "old" -%>\nd = 1\n<% elsif @mode == "modern" -%>\ne = 1\n<% end -%>\n',
    rendered: 'a = mail.example.org\nc = 1\n# 10.0.0.0/8\n# 192.168.0.0/16\ne = 1\n',
  },
  {
    about: 'Puppet',
    name: 'main.cf.epp',
    text: 'a = <%= $host %>\n<% if $tls { -%>\nb = 1\n<% } else { -%>\nc = 1\n<% } -%>\n',
    rendered: 'a = mail.example.org\nb = 1\n',
  },
  {
    about: 'Terraform',
    name: 'main.cf.tftpl',
    text: 'a = ${host}\n%{ if tls ~}\nb = 1\n%{ endif ~}\n%{ for net in nets ~}\n# ${net}\n%{ endfor ~}\n',
    rendered: 'a = mail.example.org\nb = 1\n# 10.0.0.0/8\n# 192.168.0.0/16\n',
  },
  {
    about: 'placeholders of scripts',
    name: 'main.cf.tpl',
    text: 'a = PH_host __HOST__ %%HOST%% @HOST@ ${HOST} $HOST %host %{host}\n%{off_sign}b = 1\nc = %%u ${OTHER:-x}\n'.replace(
      'PH_host',
      'PH_HOST',
    ),
    rendered: `a =${' h'.repeat(6)} mail.example.org mail.example.org\n#b = 1\nc = %u x\n`,
  },
  {
    about: 'placeholders without a value',
    name: 'main.cf',
    text: 'a = mail.%NAME%\n',
    rendered: 'a = mail.\n',
    missing: ['NAME'],
  },
];

describe('render', () => {
  for (const { about, name, text, rendered, missing = [] } of CASES) {
    it(about, () => {
      const result = render(`file:///etc/postfix/${name}`, text, { ...VARIABLES, HOST: 'h', off_sign: '#' });
      assert.deepEqual(result, { text: rendered, missing });
    });
  }

  const refused: Readonly<Record<string, string>> = {
    'main.cf.j2': '{% include "x" %}\n',
    'main.cf.erb': 'a = 1\nb = <%= @list.map { |x| x + 1 }.join(",") %>\n',
    'main.cf.tmpl': '{{ template "x" . }}\n',
    'main.cf.mustache': 'a = 1\n{{/tls}}\n',
  };
  for (const [name, text] of Object.entries(refused)) {
    it(`says what it cannot render: ${name}`, () => {
      const result = render(`file:///etc/postfix/${name}`, text, VARIABLES);
      assert.ok(result && 'problem' in result);
    });
  }

  it('always answers', () => {
    fc.assert(
      fc.property(templateSample, ({ ending, text }) => {
        render(`file:///etc/postfix/main.cf${ending}`, text, { x: 'y', a: [1, 2], X_Y: 'z' });
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('knows files without templates', () => {
    assert.equal(render('file:///etc/postfix/main.cf', 'a = b\n', {}), undefined);
  });
});
