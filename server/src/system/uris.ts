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

export function joinUri(directory: string, name: string): string {
  return `${directory}/${name.split('/').map(encodeURIComponent).join('/')}`;
}
