import * as fc from 'fast-check';

/** Pieces of configuration and of template code, well and badly formed. */
const PIECES = [
  '{{ x }}', '{% if x %}', '{% else %}', '{%- endif %}', '{# note\n#}', '{% for a in b %}', '{% endfor %}',
  '{{', '}}', '{%', '%}', '<%', '%>', '<%= @x %>', '<% end %>', '{{#a}}', '{{/a}}', '${X}', '$X_Y', '@X_Y@',
  '%%HOST%%', '%{x}', '%name', 'PH_NAME', '__X__', '{{ a\n b }}', '\n', '\r\n', '\n  ', ' ', ',', '=', '#',
  'mynetworks = ', 'myhostname', 'smtp inet n - n - - smtpd', ' -o ', '$mydomain', 'é', '邮', '\ue000', '{', '}',
  'service imap {\n', 'protocols = imap\n',
]; // prettier-ignore

const ENDINGS = ['', '.j2', '.erb', '.epp', '.mustache', '.tmpl', '.tpl', '.tftpl', '.in'];

export interface TemplateSample {
  readonly ending: string;
  readonly text: string;
}

export const templateSample: fc.Arbitrary<TemplateSample> = fc.record({
  ending: fc.constantFrom(...ENDINGS),
  text: fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
});
