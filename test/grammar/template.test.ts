import { specimensOf } from './grammars';

const main = specimensOf('postfix-main');
const master = specimensOf('postfix-master');

describe('template code in the grammars', () => {
  it('Jinja', () =>
    main`
      | myhostname = {{ host | lower }}
        ^^^^^^^^^^ support.type.property-name
                     ^^ meta.embedded.expression punctuation.section.embedded.begin
                        ^^^^ variable.other.mailwright
                               ^^^^^ variable.other.mailwright
                                     ^^ punctuation.section.embedded.end
      | {% if mode == "modern" %}
        ^^ meta.embedded.statement punctuation.section.embedded.begin
           ^^ keyword.control.mailwright
                   ^^ keyword.operator.mailwright
                      ^^^^^^^^ string.quoted.double.mailwright
                               ^^ punctuation.section.embedded.end
      | biff = no
        ^^^^ support.type.property-name
      | {# note #}
        ^^^^^^^^^^ comment.block.template
    `);

  it('other languages and placeholders', () =>
    main`
      | myorigin = <%= @name %>
                   ^^^ meta.embedded.code punctuation.section.embedded.begin
                       ^^^^^ variable.other.mailwright
      | mydomain = PH_DOMAIN
                   ^^^^^^^^^ variable.other.placeholder
    `);

  it('services', () =>
    master`
      | smtp inet n - n - {{ limit }} smtpd
                          ^^ punctuation.section.embedded.begin
                             ^^^^^ variable.other.mailwright
                                      ^^^^^ !meta.embedded
    `);

  it('leaves inline tables of Postfix alone', () =>
    main`
      | transport_maps = inline:{{a=b}, {c=d}}
                                ^^ !meta.embedded
      | mua_client = cidr:{{!10.0.0.0/8 REJECT}}
                            ^^^^^^^^^^^^^^^^^ !comment
      | virtual_alias_maps = pcre:{{/@a/ b}}
                                  ^^ !meta.embedded
    `);
});
