/** Directory of a uri, without the slash at its end. */
export function directoryOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

export function baseName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Half of a character, which no uri can hold. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

export function joinUri(directory: string, name: string): string {
  return `${directory}/${name.replace(LONE_SURROGATE, '\ufffd').split('/').map(encodeURIComponent).join('/')}`;
}
