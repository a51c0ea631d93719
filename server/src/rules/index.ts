import { overrideMisread } from './postfix/override-misread';
import { badColumnValue } from './postfix/bad-column-value';
import { bom } from './postfix/bom';
import { chrootImpossible } from './postfix/chroot-impossible';
import { continuationLooksLikeParameter } from './postfix/continuation-looks-like-parameter';
import { crlf } from './postfix/crlf';
import { deprecatedParameter } from './postfix/deprecated-parameter';
import { duplicateParameter } from './postfix/duplicate-parameter';
import { duplicateService } from './postfix/duplicate-service';
import { equalToDefault } from './postfix/equal-to-default';
import { expansionLoop } from './postfix/expansion-loop';
import { indentedFirstLine } from './postfix/indented-first-line';
import { listSyntax } from './postfix/list-syntax';
import { lookAlikeCharacter } from './postfix/look-alike-character';
import { mailboxBelowMessage } from './postfix/mailbox-below-message';
import { malformedExpansion } from './postfix/malformed-expansion';
import { misreadList } from './postfix/misread-list';
import { missingEquals } from './postfix/missing-equals';
import { missingFinalNewline } from './postfix/missing-final-newline';
import { missingName } from './postfix/missing-name';
import { missingService } from './postfix/missing-service';
import { networkList } from './postfix/network-list';
import { notYetAvailable } from './postfix/not-yet-available';
import { nullByte } from './postfix/null-byte';
import { orphanedOptions } from './postfix/orphaned-options';
import { overrideOfMain } from './postfix/override-of-main';
import { overrideSpaces } from './postfix/override-spaces';
import { overrideSyntax } from './postfix/override-syntax';
import { pipeAttributes } from './postfix/pipe-attributes';
import { privilegedRequired } from './postfix/privileged-required';
import { processLimitRequired } from './postfix/process-limit-required';
import { readOnlyParameter } from './postfix/read-only-parameter';
import { removedParameter } from './postfix/removed-parameter';
import { removedRestriction } from './postfix/removed-restriction';
import { repeatedOverride } from './postfix/repeated-override';
import { restrictionAfterFinal } from './postfix/restriction-after-final';
import { restrictionArgument } from './postfix/restriction-argument';
import { restrictionWrongList } from './postfix/restriction-wrong-list';
import { serviceFieldCount } from './postfix/service-field-count';
import { submissionPort } from './postfix/submission-port';
import { trailingComment } from './postfix/trailing-comment';
import { undefinedName } from './postfix/undefined-name';
import { unexpectedArgument } from './postfix/unexpected-argument';
import { unknownDaemon } from './postfix/unknown-daemon';
import { unknownParameter } from './postfix/unknown-parameter';
import { unknownPort } from './postfix/unknown-port';
import { unknownRestriction } from './postfix/unknown-restriction';
import { unknownTableType } from './postfix/unknown-table-type';
import { unknownTransport } from './postfix/unknown-transport';
import { wrongValue } from './postfix/wrong-value';
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
  orphanedOptions,
  repeatedOverride,
  overrideOfMain,
  pipeAttributes,
  submissionPort,
  // text
  lookAlikeCharacter,
  bom,
  crlf,
  missingFinalNewline,
];
