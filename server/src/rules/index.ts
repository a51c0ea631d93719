import { dovecotAnyPassword } from './dovecot/dovecot-any-password';
import { dovecotDriverSetting } from './dovecot/dovecot-driver-setting';
import { dovecotEqualToDefault } from './dovecot/dovecot-equal-to-default';
import { dovecotFailedCheck } from './dovecot/dovecot-failed-check';
import { dovecotFileContent } from './dovecot/dovecot-file-content';
import { dovecotLiteralVariable } from './dovecot/dovecot-literal-variable';
import { dovecotLoggedPasswords } from './dovecot/dovecot-logged-passwords';
import { dovecotLostLines } from './dovecot/dovecot-lost-lines';
import { dovecotMissingProtocol } from './dovecot/dovecot-missing-protocol';
import { dovecotOpenDoveadm } from './dovecot/dovecot-open-doveadm';
import { dovecotTrustedNetworks } from './dovecot/dovecot-trusted-networks';
import { dovecotUnreachableDatabase } from './dovecot/dovecot-unreachable-database';
import { dovecotWeakScheme } from './dovecot/dovecot-weak-scheme';
import { dovecotMisplaced } from './dovecot/dovecot-misplaced';
import { dovecotMissingInclude } from './dovecot/dovecot-missing-include';
import { dovecotOverridden } from './dovecot/dovecot-overridden';
import { dovecotObsolete } from './dovecot/dovecot-obsolete';
import { dovecotCleartextAuth } from './dovecot/dovecot-cleartext-auth';
import { dovecotNoTls } from './dovecot/dovecot-no-tls';
import { dovecotPasswdDuplicate } from './dovecot/dovecot-passwd-duplicate';
import { dovecotPasswdField } from './dovecot/dovecot-passwd-field';
import { dovecotPasswdLine } from './dovecot/dovecot-passwd-line';
import { dovecotPasswdPassword } from './dovecot/dovecot-passwd-password';
import { dovecotPasswdUnreachable } from './dovecot/dovecot-passwd-unreachable';
import { dovecotSocketMode } from './dovecot/dovecot-socket-mode';
import { dovecotSyntax } from './dovecot/dovecot-syntax';
import { dovecotUnknownSetting } from './dovecot/dovecot-unknown-setting';
import { dovecotWrongValue } from './dovecot/dovecot-wrong-value';
import { authWithoutTls } from './postfix/auth-without-tls';
import { backscatter } from './postfix/backscatter';
import { badColumnValue } from './postfix/bad-column-value';
import { bom } from './postfix/bom';
import { chrootImpossible } from './postfix/chroot-impossible';
import { continuationLooksLikeParameter } from './postfix/continuation-looks-like-parameter';
import { crlf } from './postfix/crlf';
import { deadDnsbl } from './postfix/dead-dnsbl';
import { deprecatedParameter } from './postfix/deprecated-parameter';
import { domainInTwoClasses } from './postfix/domain-in-two-classes';
import { duplicateParameter } from './postfix/duplicate-parameter';
import { duplicateService } from './postfix/duplicate-service';
import { equalToDefault } from './postfix/equal-to-default';
import { expansionLoop } from './postfix/expansion-loop';
import { heloNotRequired } from './postfix/helo-not-required';
import { indentedFirstLine } from './postfix/indented-first-line';
import { listSyntax } from './postfix/list-syntax';
import { loginWithoutPermit } from './postfix/login-without-permit';
import { lookAlikeCharacter } from './postfix/look-alike-character';
import { loopbackOnly } from './postfix/loopback-only';
import { mailboxBelowMessage } from './postfix/mailbox-below-message';
import { malformedExpansion } from './postfix/malformed-expansion';
import { misplacedTable } from './postfix/misplaced-table';
import { misreadList } from './postfix/misread-list';
import { missingEquals } from './postfix/missing-equals';
import { missingFile } from './postfix/missing-file';
import { missingFinalNewline } from './postfix/missing-final-newline';
import { missingName } from './postfix/missing-name';
import { missingRelayGuard } from './postfix/missing-relay-guard';
import { missingService } from './postfix/missing-service';
import { networkList } from './postfix/network-list';
import { notYetAvailable } from './postfix/not-yet-available';
import { nullByte } from './postfix/null-byte';
import { obsoleteTls } from './postfix/obsolete-tls';
import { openRelay } from './postfix/open-relay';
import { orphanedOptions } from './postfix/orphaned-options';
import { overrideMisread } from './postfix/override-misread';
import { overrideOfMain } from './postfix/override-of-main';
import { overrideSpaces } from './postfix/override-spaces';
import { overrideSyntax } from './postfix/override-syntax';
import { pipeAttributes } from './postfix/pipe-attributes';
import { postscreenService } from './postfix/postscreen-service';
import { privilegedRequired } from './postfix/privileged-required';
import { processLimitRequired } from './postfix/process-limit-required';
import { readOnlyParameter } from './postfix/read-only-parameter';
import { readableSecret } from './postfix/readable-secret';
import { relativePath } from './postfix/relative-path';
import { relayhostLogin } from './postfix/relayhost-login';
import { relayhostTls } from './postfix/relayhost-tls';
import { removedParameter } from './postfix/removed-parameter';
import { removedRestriction } from './postfix/removed-restriction';
import { repeatedOverride } from './postfix/repeated-override';
import { restrictionAfterFinal } from './postfix/restriction-after-final';
import { restrictionArgument } from './postfix/restriction-argument';
import { restrictionWrongList } from './postfix/restriction-wrong-list';
import { saslPath } from './postfix/sasl-path';
import { serviceFieldCount } from './postfix/service-field-count';
import { socketOutsideChroot } from './postfix/socket-outside-chroot';
import { submissionPort } from './postfix/submission-port';
import { tlsCertificate } from './postfix/tls-certificate';
import { trailingComment } from './postfix/trailing-comment';
import { unbuiltTable } from './postfix/unbuilt-table';
import { undefinedName } from './postfix/undefined-name';
import { unexpectedArgument } from './postfix/unexpected-argument';
import { uninstalledTableType } from './postfix/uninstalled-table-type';
import { unknownDaemon } from './postfix/unknown-daemon';
import { unknownParameter } from './postfix/unknown-parameter';
import { unknownPort } from './postfix/unknown-port';
import { unknownRestriction } from './postfix/unknown-restriction';
import { unknownTableType } from './postfix/unknown-table-type';
import { unknownTransport } from './postfix/unknown-transport';
import { unqualifiedName } from './postfix/unqualified-name';
import { wideMynetworks } from './postfix/wide-mynetworks';
import { wrongValue } from './postfix/wrong-value';
import { homeMailbox } from './system/home-mailbox';
import { lmtpSocket } from './system/lmtp-socket';
import { saslFileUnread } from './system/sasl-file-unread';
import { saslLine } from './system/sasl-line';
import { saslMechanisms } from './system/sasl-mechanisms';
import { saslSocket } from './system/sasl-socket';
import { saslRepeatedOption } from './system/sasl-repeated-option';
import { saslSecurityOptions } from './system/sasl-security-options';
import { saslUnknownOption } from './system/sasl-unknown-option';
import { saslUnusedOption } from './system/sasl-unused-option';
import { saslVerifier } from './system/sasl-verifier';
import { saslWrongValue } from './system/sasl-wrong-value';
import { saslauthdArguments } from './system/saslauthd-arguments';
import { saslauthdSocket } from './system/saslauthd-socket';
import { accessAction } from './tables/access-action';
import { aliasLoop } from './tables/alias-loop';
import { badPattern } from './tables/bad-pattern';
import { broadPattern } from './tables/broad-pattern';
import { catchAll } from './tables/catch-all';
import { cidrNetwork } from './tables/cidr-network';
import { clientCleartext } from './tables/client-cleartext';
import { clientDomain } from './tables/client-domain';
import { clientLine } from './tables/client-line';
import { clientMissing } from './tables/client-missing';
import { clientObsolete } from './tables/client-obsolete';
import { clientParameterRule } from './tables/client-parameter';
import { clientQuery } from './tables/client-query';
import { clientServer } from './tables/client-server';
import { clientUnused } from './tables/client-unused';
import { clientValue } from './tables/client-value';
import { duplicateKey } from './tables/duplicate-key';
import { missingResult } from './tables/missing-result';
import { slowPattern } from './tables/slow-pattern';
import { tableLine } from './tables/table-line';
import { tableTransport } from './tables/table-transport';
import { unreachableEntry } from './tables/unreachable-entry';
import { unusedKey } from './tables/unused-key';
import type { Rule } from './rule';

/** Every rule, in the order in which the index of the documentation lists them. */
export const rules: readonly Rule[] = [
  // main.cf
  missingEquals,
  missingName,
  indentedFirstLine,
  nullByte,
  duplicateParameter,
  unknownParameter,
  undefinedName,
  malformedExpansion,
  expansionLoop,
  readOnlyParameter,
  misplacedTable,
  misreadList,
  wrongValue,
  equalToDefault,
  deprecatedParameter,
  removedParameter,
  notYetAvailable,
  networkList,
  trailingComment,
  listSyntax,
  unknownTableType,
  unknownRestriction,
  restrictionArgument,
  restrictionAfterFinal,
  restrictionWrongList,
  removedRestriction,
  unknownTransport,
  mailboxBelowMessage,
  continuationLooksLikeParameter,
  // what the settings mean together
  missingRelayGuard,
  domainInTwoClasses,
  backscatter,
  wideMynetworks,
  unqualifiedName,
  loopbackOnly,
  heloNotRequired,
  deadDnsbl,
  authWithoutTls,
  loginWithoutPermit,
  saslPath,
  socketOutsideChroot,
  tlsCertificate,
  obsoleteTls,
  relayhostLogin,
  relayhostTls,
  missingFile,
  unbuiltTable,
  uninstalledTableType,
  relativePath,
  readableSecret,
  // master.cf
  serviceFieldCount,
  badColumnValue,
  unknownPort,
  unknownDaemon,
  duplicateService,
  missingService,
  chrootImpossible,
  privilegedRequired,
  processLimitRequired,
  overrideSyntax,
  overrideMisread,
  overrideSpaces,
  unexpectedArgument,
  openRelay,
  orphanedOptions,
  repeatedOverride,
  overrideOfMain,
  pipeAttributes,
  submissionPort,
  postscreenService,
  // Postfix and Dovecot
  saslSocket,
  lmtpSocket,
  homeMailbox,
  // Postfix and Cyrus SASL
  saslLine,
  saslMechanisms,
  saslauthdSocket,
  saslFileUnread,
  saslUnknownOption,
  saslRepeatedOption,
  saslVerifier,
  saslUnusedOption,
  saslWrongValue,
  saslSecurityOptions,
  saslauthdArguments,
  // lookup tables
  tableLine,
  missingResult,
  duplicateKey,
  unusedKey,
  catchAll,
  accessAction,
  tableTransport,
  aliasLoop,
  badPattern,
  unreachableEntry,
  broadPattern,
  slowPattern,
  cidrNetwork,
  // files of database clients
  clientLine,
  clientParameterRule,
  clientValue,
  clientMissing,
  clientQuery,
  clientServer,
  clientCleartext,
  clientDomain,
  clientObsolete,
  clientUnused,
  // dovecot.conf
  dovecotSyntax,
  dovecotUnknownSetting,
  dovecotMisplaced,
  dovecotWrongValue,
  dovecotMissingInclude,
  dovecotOverridden,
  dovecotObsolete,
  dovecotCleartextAuth,
  dovecotNoTls,
  dovecotSocketMode,
  dovecotLostLines,
  dovecotLiteralVariable,
  dovecotFailedCheck,
  dovecotFileContent,
  dovecotLoggedPasswords,
  dovecotAnyPassword,
  dovecotWeakScheme,
  dovecotTrustedNetworks,
  dovecotOpenDoveadm,
  dovecotMissingProtocol,
  dovecotUnreachableDatabase,
  dovecotEqualToDefault,
  dovecotDriverSetting,
  dovecotPasswdLine,
  dovecotPasswdDuplicate,
  dovecotPasswdPassword,
  dovecotPasswdField,
  dovecotPasswdUnreachable,
  // text
  lookAlikeCharacter,
  bom,
  crlf,
  missingFinalNewline,
];
