import type { Place, Route } from '../route/types';
import type { Language } from '../text/localized';
import { routeEndText, routeStepText } from './routeText';

/** A line of the way of an address. */
export interface RouteLine {
  readonly kind: 'address' | 'step' | 'end';
  /** How often the way has split before it. */
  readonly depth: number;
  readonly text: string;
  readonly place?: Place;
}

/** The way of an address in words: every decision, every end, and what each part of a split does. */
export function routeLines({ address, steps, outcome }: Route, language: Language, depth = 0): RouteLine[] {
  const decided = steps.map((step): RouteLine => {
    const text = routeStepText(step, language);
    return { kind: 'step', depth, text, ...(step.place && { place: step.place }) };
  });
  const head: RouteLine = { kind: 'address', depth, text: address };
  if (outcome.kind === 'split') {
    const parts = outcome.routes.flatMap((route) => routeLines(route, language, depth + 1));
    return [head, ...decided, ...parts];
  }
  const place = 'place' in outcome ? outcome.place : undefined;
  return [
    head,
    ...decided,
    { kind: 'end', depth, text: routeEndText(outcome, language), ...(place && { place }) },
  ];
}
