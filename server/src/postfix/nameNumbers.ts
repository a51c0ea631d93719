import { detached } from '../text/detached';

const numbers = new Map<string, number>();
const names: string[] = [];

/**
 * A number for each distinct name, from 0 on without gaps, and the same one as long as the process runs: what is known
 * of a value needs no look-up of its names when the value comes again. A name stays once it was seen, some hundred
 * bytes each.
 */
export function numberOf(name: string): number {
  let number = numbers.get(name);
  if (number === undefined) {
    const own = detached(name);
    number = names.push(own) - 1;
    numbers.set(own, number);
  }
  return number;
}

/** The name that has a number; undefined for a number that none has. */
export function nameOf(number: number): string | undefined {
  return names[number];
}

/** How many names have a number. */
export function numbersGiven(): number {
  return names.length;
}
