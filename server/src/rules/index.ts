import { badColumnValue } from './postfix/bad-column-value';
import { chrootImpossible } from './postfix/chroot-impossible';
import { deprecatedParameter } from './postfix/deprecated-parameter';
import { duplicateParameter } from './postfix/duplicate-parameter';
import { duplicateService } from './postfix/duplicate-service';
import { equalToDefault } from './postfix/equal-to-default';
import { expansionLoop } from './postfix/expansion-loop';
import { indentedFirstLine } from './postfix/indented-first-line';
import { malformedExpansion } from './postfix/malformed-expansion';
import { missingEquals } from './postfix/missing-equals';
import { missingName } from './postfix/missing-name';
import { missingService } from './postfix/missing-service';
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
import { repeatedOverride } from './postfix/repeated-override';
import { serviceFieldCount } from './postfix/service-field-count';
import { undefinedName } from './postfix/undefined-name';
import { unexpectedArgument } from './postfix/unexpected-argument';
import { unknownDaemon } from './postfix/unknown-daemon';
import { unknownParameter } from './postfix/unknown-parameter';
import { unknownPort } from './postfix/unknown-port';
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
  wrongValue,
  equalToDefault,
  deprecatedParameter,
  removedParameter,
  notYetAvailable,
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
  overrideSpaces,
  unexpectedArgument,
  orphanedOptions,
  repeatedOverride,
  overrideOfMain,
  pipeAttributes,
];
