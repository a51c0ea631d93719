/**
 * Shapes of the generated facts (`server/knowledge/postfix/facts/*.json`).
 *
 * One record a name with version intervals, never one table a version. Versions are the minor releases whose
 * binaries were read, as `major.minor`; a missing `since` means "already in the oldest of them".
 */

/** What a value is made of; decides validation, completion and hover. */
export type ValueType =
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'integer';
      readonly min?: number;
      readonly max?: number;
      readonly unit?: 'bytes' | 'percent';
      /** Has 64 bits, not 32. */
      readonly wide?: true;
    }
  /** `unit` is the suffix that Postfix adds to a bare number; min and max are in seconds. */
  | { readonly kind: 'time'; readonly unit: TimeUnit; readonly min?: number; readonly max?: number }
  /** One word of a closed set; the empty value is legal when the parameter has no `minLength`. */
  | (WordSet & { readonly kind: 'enum' })
  /**
   * Words of a closed set, separated by blanks and commas (`inet_protocols`, `debug_peer_list` is not one).
   * `numeric` when a number such as `0x10` is legal instead of a word.
   */
  | (WordSet & { readonly kind: 'flags'; readonly numeric?: boolean })
  /**
   * `words` are legal beside the items, with a meaning of their own (`all` in `inet_interfaces`). A `matched` list is
   * searched by match_list(3): `!item`, `/file` and `type:table` are legal; in a `negatable` one only `!item` is.
   */
  | {
      readonly kind: 'list';
      readonly of: ListItem;
      readonly words?: readonly string[];
      readonly matched?: true;
      readonly negatable?: true;
    }
  /** A list of smtpd restrictions; `stage` names the list. */
  | { readonly kind: 'restrictions'; readonly stage: RestrictionStage }
  /** A list of lookup tables, `type:name` each, nothing else; only one of them when `single`. */
  | { readonly kind: 'tables'; readonly single?: true }
  /** One thing that has a name of its own kind; unlike an enumeration, the set is open. */
  | { readonly kind: 'name'; readonly of: NameKind }
  /** `words` stand for something else than a path (`none`). A mailbox is a directory when it ends in `/`. */
  | {
      readonly kind: 'path';
      readonly of: 'file' | 'directory' | 'socket' | 'mailbox';
      readonly words?: readonly string[];
    }
  /** `transport:nexthop`, or only a transport. */
  | { readonly kind: 'transport' }
  /** A next-hop destination such as `[host]:port`. */
  | { readonly kind: 'nexthop' }
  /** Text whose `$names` are expanded later, for each message (postconf(5): "per-delivery"). */
  | { readonly kind: 'template' }
  | { readonly kind: 'command' }
  /** Free text. */
  | { readonly kind: 'string' };

/** The words of an enumeration. */
export interface WordSet {
  readonly values: readonly string[];
  /** Words that Postfix takes but nobody should choose: old names, names without an effect. */
  readonly accepted?: readonly string[];
  readonly ignoreCase?: boolean;
  /** Any other word is passed over, at most with a warning; without this it stops the program or the session. */
  readonly unknown?: 'ignored';
  /** Word of `values` → first version read that knows it; absent for the words of all versions. */
  readonly valuesSince?: Readonly<Record<string, string>>;
}

export type TimeUnit = 's' | 'm' | 'h' | 'd' | 'w';

export type NameKind =
  | 'user'
  | 'group'
  | 'host'
  | 'domain'
  | 'mail-address'
  | 'ip-address'
  | 'service' // column 1 of master.cf
  | 'port' // number or services(5) name
  | 'endpoint' // host:port, inet:host:port, unix:path
  | 'table-type'
  | 'digest' // message digest that OpenSSL knows
  | 'cipher' // cipher that OpenSSL knows
  | 'curve' // elliptic curve that OpenSSL knows
  | 'compatibility-level'
  | 'parameter';

/** What the items of a list are. */
export type ListItem =
  | 'domain'
  | 'network' // network, address, or host name pattern
  | 'interface' // inet_interfaces, proxy_interfaces
  | 'host'
  | 'address'
  | 'nexthop'
  | 'transport'
  | 'service'
  | 'milter'
  | 'parameter'
  | 'restriction'
  | 'restriction-class'
  | 'tls-protocol'
  | 'cipher'
  | 'file'
  | 'directory'
  | 'dnsbl'
  | 'command'
  | 'user'
  | 'table' // type:name, or $parameters that hold such
  | 'macro' // milter macro
  | 'digest'
  | 'curve'
  | 'variable' // environment: NAME or NAME=value
  | 'word';

export type RestrictionStage =
  'client' | 'helo' | 'sender' | 'relay' | 'recipient' | 'data' | 'end-of-data' | 'etrn';

/** A value that holds from a version on, until the next entry. */
export interface VersionedValue {
  readonly from: string;
  readonly value: string;
}

export interface ParameterFact {
  readonly name: string;
  readonly type: ValueType;
  readonly since?: string;
  /** First version read in which the name is gone. */
  readonly removed?: string;
  /** Raw defaults, unexpanded, as `postconf -d` prints them; ascending by version. */
  readonly defaults: readonly VersionedValue[];
  /** How Postfix finds the default at run time when it is not a constant. */
  readonly computed?: 'hostname' | 'domain' | 'networks' | 'process-id' | 'config-directory';
  /** Whose `postfix` packages differ in it (paths, built-in types): the default is Debian's. */
  readonly buildDependent?: true;
  /** Limits on the length of the expanded value; 1 or more means that an empty value stops the program. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /**
   * Known only so that old settings live on through the default of a newer parameter (`virtual_maps`): `postconf`
   * lists it nowhere and calls a setting used. Ascending by version; absent from the versions before.
   */
  readonly legacySince?: string;
  /** Set by each program itself; a value in main.cf is ignored with a warning. */
  readonly readOnly?: true;
  /** Loaded without expansion of `$name` by the program that reads it. */
  readonly raw?: true;
  /** Programs that load it; absent when every program does. */
  readonly daemons?: readonly string[];
  /** Warning of `postconf` 3.9 and later: the name goes away, use the other. */
  readonly deprecated?: { readonly since: string; readonly replacement?: string };
  /** A removed or renamed parameter: what to write instead. */
  readonly replacedBy?: string;
}

/** `SERVICE_<suffix>` parameters that exist for each entry of master.cf running one of the commands. */
export interface ServiceParameterFact {
  readonly suffix: string;
  readonly commands: readonly string[];
  /** Raw default, such as `$default_destination_concurrency_limit`. */
  readonly default: string;
  readonly type: ValueType;
  readonly since?: string;
}

/** `NAME_<suffix>` parameters that a database client in main.cf reads (`ldap:NAME`). */
export interface TableClientFact {
  readonly type: string;
  readonly since?: string;
  readonly suffixes: readonly string[];
  /** Suffix → first version read that has it; absent for those of all versions that have the client. */
  readonly suffixesSince?: Readonly<Record<string, string>>;
}

export interface RestrictionFact {
  readonly name: string;
  /**
   * Lists in which the item can act; absent when it can in all. Postfix recognises each restriction in each list, but
   * passes over it where it has nothing to look at (no sender and no recipient at ETRN).
   */
  readonly stages?: readonly RestrictionStage[];
  readonly argument?: RestrictionArgument;
  readonly since?: string;
  readonly removed?: string;
  /** A warning of smtpd: the restriction goes away; what to use instead may be a parameter. */
  readonly deprecated?: { readonly since: string; readonly replacement?: string };
  readonly replacedBy?: string;
}

export type RestrictionArgument =
  | 'table' // type:name, required
  | 'policy-service' // transport:endpoint, required
  | 'dns-domain' // reject_rbl_client and kin; domain=d.d.d.d filters allowed
  | 'number' // sleep
  | 'restriction'; // warn_if_reject: applies to the next item

export interface TableTypeFact {
  readonly name: string;
  /** How it is fed: built by postmap, read as text, a client file, a remote service, or written in place. */
  readonly source: 'indexed' | 'text' | 'pattern' | 'client' | 'remote' | 'inline' | 'combined' | 'system';
  readonly since?: string;
  readonly removed?: string;
  /** Debian package that holds it, when it is not built in. */
  readonly package?: string;
  /** A type of other builds of Postfix that no Debian package has. */
  readonly foreign?: true;
  /** File suffixes that postmap makes. */
  readonly suffixes?: readonly string[];
}

export interface DaemonFact {
  /** Command name in column 8 of master.cf. */
  readonly name: string;
  readonly since?: string;
  /** 'never' when the daemon does not work in a chroot jail. */
  readonly chroot?: 'never';
  /** Column 4 must be `n`. */
  readonly privileged?: true;
  /** Required process limit (column 7): exactly 1, or 0 (unlimited). */
  readonly processLimit?: 0 | 1;
  /** Column 1 values with which it works; any without. */
  readonly names?: readonly string[];
  /** Column 2 values with which it works. */
  readonly types?: readonly string[];
  /** What it makes of words behind the options: it stops at any, passes over them, or reads them as attributes. */
  readonly arguments: 'refused' | 'ignored' | 'attributes';
  readonly attributes?: readonly AttributeFact[];
  /** `$names` in its `argv=` that are filled in for each delivery. */
  readonly macros?: readonly string[];
}

/** `name=value` behind the options of a service; case does not matter in the name. */
export interface AttributeFact {
  readonly name: string;
  readonly required?: true;
  /** The letters of a value that is a set of flags. */
  readonly letters?: string;
}

/** A row of the master.cf that comes with Postfix; its eight columns. */
export interface ShippedServiceFact {
  readonly row: readonly string[];
  readonly since?: string;
  readonly removed?: string;
}

export interface PortFact {
  readonly name: string;
  readonly port: number;
}

/** Where the facts were read: printed by `mailwright --version --verbose` and on the facts page. */
export interface Provenance {
  readonly suite: string;
  readonly version: string;
  readonly minor: string;
}

export interface PostfixFacts {
  readonly versions: readonly Provenance[];
  readonly parameters: readonly ParameterFact[];
  readonly serviceParameters: readonly ServiceParameterFact[];
  readonly tableClients: readonly TableClientFact[];
  readonly restrictions: readonly RestrictionFact[];
  readonly tableTypes: readonly TableTypeFact[];
  readonly daemons: readonly DaemonFact[];
  readonly shippedServices: readonly ShippedServiceFact[];
  /** TCP services of Debian's services(5) and of `known_tcp_ports`. */
  readonly ports: readonly PortFact[];
}
