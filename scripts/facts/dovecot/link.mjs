/**
 * Several programs and libraries as one image: what one of them imports is found where another exports it, as the
 * dynamic linker does it. Each gets a range of addresses of its own.
 */
const RANGE = 2 ** 40;

/**
 * @param images of `readElf`, the program first. Of a symbol that two of them export, the last one has the data: a program
 *   may hold an empty place for what the dynamic linker copies out of a library.
 */
export function link(images) {
  const exported = new Map();
  for (const [index, image] of images.entries()) {
    for (const [name, address] of image.exports()) {
      exported.set(name, index * RANGE + address);
    }
  }
  const imageAt = (at) => [images[Math.floor(at / RANGE)], at % RANGE, at - (at % RANGE)];
  const target = (at) => {
    const [image, address, base] = imageAt(at);
    const pointer = image?.pointers.get(address);
    if (pointer === undefined) return undefined;
    const elsewhere = pointer.symbol === undefined ? undefined : exported.get(pointer.symbol);
    if (elsewhere !== undefined) return { address: elsewhere };
    return pointer.address === undefined ? undefined : { address: base + pointer.address };
  };
  return {
    pointers: { get: target },
    string: (at) => imageAt(at)[0]?.string(at % RANGE),
    bytes: (at, length) => imageAt(at)[0].bytes(at % RANGE, length),
    exported,
  };
}
