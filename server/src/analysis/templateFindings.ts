import type { Finding, Place } from '../rules/rule';
import { assignmentsOf } from '../rules/assignments';
import type { ConfigurationFile } from '../system/files';
import { allFiles, type MailSystem } from '../system/mailSystem';
import { directoryOf } from '../system/uris';
import { isMasked } from '../text/maskedText';
import type { TemplateText } from '../template/template';
import { withFixesInSource } from './templateEdits';

/** Where a rule stays silent because a template leaves open what it needs to know. */
type Silence =
  /** In every template: the files beside it are not those that its result will meet. */
  | { readonly in: 'templates' }
  /** Where the template may leave the line out, or repeat it. */
  | { readonly in: 'branches' }
  /** When whole lines may come of the template. */
  | { readonly in: 'open-ended' }
  /** When a setting with such a name, or a service, is not written down, or only under a condition. */
  | { readonly in: 'system'; readonly settings: RegExp };

const NEVER = /^(?!)/;
const RELAY =
  /restriction|^mynetworks|^relay_domains$|^smtpd_(?:sasl|delay|relay|reject)|^permit_mx|^mua_|^parent_domain/;
const LOGIN =
  /restriction|^smtpd_(?:sasl|tls_(?:auth|security|wrapper)|use_tls|enforce_tls)|^disable_plaintext/;
const LOCAL =
  /^mydestination$|^virtual_|^relay_|^local_|^mailbox_|^home_mailbox$|transport|^inet_interfaces$/;
const CLIENT = /^relayhost$|^smtp_|^default_transport$/;

/** What each rule needs that looks beyond its line; the others are silenced by the code in the line alone. */
const SILENCES: Readonly<Record<string, Silence>> = {
  'missing-file': { in: 'templates' },
  'unbuilt-table': { in: 'templates' },
  'readable-secret': { in: 'templates' },
  'tls-certificate': { in: 'templates' },
  'dovecot-missing-include': { in: 'templates' },
  'equal-to-default': { in: 'branches' },
  'override-of-main': { in: 'branches' },
  'restriction-after-final': { in: 'branches' },
  'undefined-name': { in: 'open-ended' },
  'unknown-parameter': { in: 'open-ended' },
  'orphaned-options': { in: 'open-ended' },
  'unknown-restriction': { in: 'open-ended' },
  'unknown-transport': { in: 'system', settings: NEVER },
  'missing-service': { in: 'system', settings: NEVER },
  'postscreen-service': { in: 'system', settings: /^postscreen_/ },
  'submission-port': { in: 'system', settings: LOGIN },
  'open-relay': { in: 'system', settings: RELAY },
  'missing-relay-guard': { in: 'system', settings: RELAY },
  'wide-mynetworks': { in: 'branches' },
  'helo-not-required': { in: 'system', settings: /^smtpd_helo|restriction/ },
  'login-without-permit': { in: 'system', settings: RELAY },
  'auth-without-tls': { in: 'system', settings: LOGIN },
  backscatter: { in: 'system', settings: LOCAL },
  'domain-in-two-classes': { in: 'system', settings: LOCAL },
  'loopback-only': { in: 'system', settings: /^inet_/ },
  'mailbox-below-message': { in: 'system', settings: /_size_limit$/ },
  'relayhost-login': { in: 'system', settings: CLIENT },
  'relayhost-tls': { in: 'system', settings: CLIENT },
  'sasl-path': { in: 'system', settings: /sasl/ },
  'home-mailbox': { in: 'system', settings: LOCAL },
  'lmtp-socket': { in: 'system', settings: LOCAL },
  'sasl-socket': { in: 'system', settings: /sasl/ },
  'unused-key': { in: 'system', settings: LOCAL },
};

/** The findings that hold whatever becomes of the server's templates. */
export function inTemplates(system: MailSystem, found: readonly Finding[]): readonly Finding[] {
  const templates = new Map(
    allFiles(system).flatMap(({ uri, template }) => (template ? [[uri, template] as const] : [])),
  );
  if (templates.size === 0) return found;
  const judge = new TemplateJudge(system, templates);
  return found.filter((finding) => judge.holds(finding)).map((finding) => withFixesInSource(system, finding));
}

/** Judges the findings of a server of which some files are templates. */
class TemplateJudge {
  private readonly dovecotFiles: ReadonlySet<string>;

  constructor(
    private readonly system: MailSystem,
    private readonly templates: ReadonlyMap<string, TemplateText>,
  ) {
    this.dovecotFiles = new Set(system.dovecot?.files.map(({ uri }) => uri));
  }

  /** False for a finding that template code alone causes, or that what comes of the template may refute. */
  holds(finding: Finding): boolean {
    return (
      !this.touchesCode(finding) &&
      !quotesCode(finding) &&
      finding.related.every((place) => this.together(finding, place)) &&
      !this.isSilenced(finding)
    );
  }

  private touchesCode({ uri, span }: Place): boolean {
    const tags = this.templates.get(uri)?.tags ?? [];
    return tags.some(({ role, start, end }) =>
      role === 'value' ? start <= span.end && span.start <= end : start < span.end && span.start < end,
    );
  }

  /** Both places stand in the same branch, or the template has no say in one of them. */
  private together(one: Place, other: Place): boolean {
    const template = this.templates.get(one.uri);
    const far = this.templates.get(other.uri);
    const branch = far?.branches.at(other.span.start) ?? '';
    if (one.uri !== other.uri) return branch === '' && !this.areAlternatives(one.uri, other.uri);
    return !this.touchesCode(other) && template?.branches.at(one.span.start) === branch;
  }

  /** Parts of dovecot.conf side by side, of which a script may fill in the one or the other (`sql-mysql`, `sql-postgres`). */
  private areAlternatives(one: string, other: string): boolean {
    const isPart = (uri: string): boolean => this.templates.has(uri) && uri !== this.system.dovecot?.main.uri;
    return (
      this.dovecotFiles.has(one) && isPart(one) && isPart(other) && directoryOf(one) === directoryOf(other)
    );
  }

  private isSilenced({ rule, uri, span }: Finding): boolean {
    const silence = SILENCES[rule];
    if (!silence) return isFragment(this.system, uri) && FRAGMENT_RULES.has(rule);
    const template = this.templates.get(uri);
    switch (silence.in) {
      case 'templates':
        return template !== undefined;
      case 'branches':
        return template?.branches.isConditional(span.start) ?? false;
      case 'open-ended':
        return this.openEnded;
      case 'system':
        return this.openEnded || this.leavesOpen(silence.settings);
    }
  }

  private get openEnded(): boolean {
    return [...this.templates.values()].some((template) => template.openEnded);
  }

  private leavesOpen(settings: RegExp): boolean {
    const { postfix } = this.system;
    const { master } = postfix;
    const services = master?.template?.branches;
    if (services && postfix.services.some(({ line }) => services.isConditional(line.start))) return true;
    return assignmentsOf(postfix).some(({ file, entry, service, line }) => {
      if (!settings.test(entry.name)) return false;
      const conditional = file.template?.branches.isConditional(line.start) ?? false;
      return (
        conditional || isMasked(entry.value.text) || isMasked(postfix.expand(entry.value.text, service).text)
      );
    });
  }
}

/** What a file means that another one includes, that one tells: its version, and the block around it. */
const FRAGMENT_RULES: ReadonlySet<string> = new Set(['dovecot-unknown-setting', 'dovecot-misplaced']);

function isFragment({ dovecot, files }: MailSystem, uri: string): boolean {
  const file: ConfigurationFile | undefined = files.find((candidate) => candidate.uri === uri);
  return file?.template !== undefined && dovecot?.main.uri === uri && !/dovecot\.conf[^/]*$/.test(uri);
}

/** Its text tells of code: the value that it speaks of is not known. */
function quotesCode({ message, related }: Finding): boolean {
  const values = [message, ...related.map((place) => place.message)].flatMap((text) =>
    Object.values(text.values),
  );
  return values.some((value) => typeof value === 'string' && isMasked(value));
}
