import type { PostfixInstance } from '../../system/postfixInstance';

/** A name for a parameter of the user's own that means nothing yet; made of `wish`, with a number where that is taken. */
export function newName(instance: PostfixInstance, wish: string): string {
  const base = wish.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'value';
  const word = /^\d/.test(base) ? `port_${base}` : base;
  for (let number = 1; ; number++) {
    const name = number === 1 ? word : `${word}_${number}`;
    if (!isTaken(instance, name)) return name;
  }
}

function isTaken(instance: PostfixInstance, name: string): boolean {
  const { release, nameUse } = instance;
  const readsSuffix = release.clientTypes.some((type) =>
    release.clientSuffixes(type).some((suffix) => name.endsWith(`_${suffix}`)),
  );
  return (
    readsSuffix ||
    release.parameterOfAnyVersion(name) !== undefined ||
    release.serviceParameters.some(({ suffix }) => name.endsWith(suffix)) ||
    instance.restrictionClasses.has(name) ||
    release.restrictionOfAnyVersion(name) !== undefined ||
    nameUse.isDefined(name) ||
    nameUse.isUsedInMain(name)
  );
}
