import { badColumnValue } from './postfix/bad-column-value';
import { chrootImpossible } from './postfix/chroot-impossible';
import { deprecatedParameter } from './postfix/deprecated-parameter';
import { duplicateParameter } from './postfix/duplicate-parameter';
import { duplicateService } from './postfix/duplicate-service';
import { equalToDefault } from './postfix/equal-to-default';
import { missingService } from './postfix/missing-service';
import { notYetAvailable } from './postfix/not-yet-available';
import { orphanedOptions } from './postfix/orphaned-options';
import { overrideOfMain } from './postfix/override-of-main';
import { overrideSpaces } from './postfix/override-spaces';
import { overrideSyntax } from './postfix/override-syntax';
import { pipeAttributes } from './postfix/pipe-attributes';
import { privilegedRequired } from './postfix/privileged-required';
import { processLimitRequired } from './postfix/process-limit-required';
import { removedParameter } from './postfix/removed-parameter';
import { repeatedOverride } from './postfix/repeated-override';
import { serviceFieldCount } from './postfix/service-field-count';
import { unexpectedArgument } from './postfix/unexpected-argument';
import { unknownDaemon } from './postfix/unknown-daemon';
import { unknownPort } from './postfix/unknown-port';
import { wrongValue } from './postfix/wrong-value';
import type { Rule } from './rule';

/** Every rule, in the order in which the index of the documentation lists them. */
export const rules: readonly Rule[] = [
  // main.cf
  duplicateParameter,
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
