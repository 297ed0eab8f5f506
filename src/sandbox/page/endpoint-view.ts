import { measure, percentOf, rounded, secondsOf, type Measured } from './measured';
import type { PageFacts, State } from './page-facts';
import type { CurvePoint } from './traffic-window';

type EndpointState = State['endpoints'][number];
type VariantState = EndpointState['variants'][number];

/** One variant that serves now, and what it really served. */
export interface VariantView extends Measured, Omit<VariantState, 'model'> {
  /** Share of the production traffic its weight asks for, percent; null for a shadow. */
  readonly sharePercent: number | null;
}

/** A version that served and is none of the variants in force: of a fleet on its way in or out. */
export interface PassingView extends Measured {
  readonly name: string;
  readonly version: string;
}

/** Latency and errors over time of one version on one variant. */
export interface CurveView {
  readonly variant: string;
  readonly version: string;
  readonly mirrored: boolean;
  readonly points: readonly CurvePoint[];
}

export interface EndpointView extends Omit<EndpointState, 'variants'> {
  readonly variants: readonly VariantView[];
  readonly passing: readonly PassingView[];
  /** What the shares are measured over: the last minute, or less when weights have changed since, s. */
  readonly measuredSeconds: number;
  readonly curves: readonly CurveView[];
  readonly load: { readonly rps: number; readonly sent: number; readonly failed: number };
}

const shareMs = 60_000;

/** An endpoint with its variants as they are meant to be and as they are measured. */
export function endpointView(
  { now, state, recent }: PageFacts,
  endpoint: EndpointState,
): EndpointView {
  const { name, variants } = endpoint;
  const all = recent.traffic(name, now);
  const window = { now, from: Math.max(now - shareMs, recent.servingSince(name)) };
  const seriesOf = ({ name: variant, version, isShadow }: VariantState) =>
    all.find(
      (one) => one.variant === variant && one.version === version && one.mirrored === isShadow,
    );
  const shown = variants.map(seriesOf);
  const weight = variants
    .filter(({ isShadow }) => !isShadow)
    .reduce((sum, { currentWeight }) => sum + currentWeight, 0);
  return {
    ...endpoint,
    variants: variants.map(({ model: _, ...variant }, index) => ({
      ...variant,
      ...measure(shown[index], all, window),
      sharePercent: variant.isShadow ? null : percentOf(variant.currentWeight, weight),
    })),
    passing: all
      .filter((one) => !shown.includes(one) && one.servedSince(window.from).requests > 0)
      .map((one) => ({
        name: one.variant,
        version: one.version,
        ...measure(one, all, window),
      })),
    measuredSeconds: Math.round(secondsOf(window)),
    curves: all.map(({ variant, version, mirrored, points }) => ({
      variant,
      version,
      mirrored,
      points: points.map(rounded),
    })),
    load: { rps: state.load[name] ?? 0, ...recent.answersSince(name, now - shareMs) },
  };
}
