import type { PageFacts, State } from './page-facts';
import type { CurvePoint, TrafficSeries } from './traffic-window';

type EndpointState = State['endpoints'][number];
type VariantState = EndpointState['variants'][number];

/** One variant that serves now, and what it really served. */
export interface VariantView extends Omit<VariantState, 'model'> {
  /** Share of the production traffic its weight asks for, percent; null for a shadow. */
  readonly sharePercent: number | null;
  /** Share it really served, percent; null before anything was served. */
  readonly measuredPercent: number | null;
  readonly perSecond: number;
  readonly errorPercent: number | null;
  readonly last: CurvePoint | null;
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
  const series = recent.traffic(name, now);
  const from = Math.max(now - shareMs, recent.servingSince(name));
  const production = variants.filter(({ isShadow }) => !isShadow);
  const total = {
    weight: production.reduce((sum, { currentWeight }) => sum + currentWeight, 0),
    requests: production.reduce((sum, one) => sum + servedBy(one, series, from).requests, 0),
  };
  const seconds = Math.max(1, (now - from) / 1000);
  return {
    ...endpoint,
    variants: variants.map((variant) =>
      variantView(variant, series, { from, now, seconds, total }),
    ),
    measuredSeconds: Math.round(seconds),
    curves: series.map(({ variant, version, mirrored, points }) => ({
      variant,
      version,
      mirrored,
      points: points.map(rounded),
    })),
    load: { rps: state.load[name] ?? 0, ...recent.answersSince(name, now - shareMs) },
  };
}

function variantView(
  { model: _, ...variant }: VariantState,
  series: readonly TrafficSeries[],
  measured: {
    readonly from: number;
    readonly now: number;
    readonly seconds: number;
    readonly total: { readonly weight: number; readonly requests: number };
  },
): VariantView {
  const { from, now, seconds, total } = measured;
  const { requests, failed } = servedBy(variant, series, from);
  const percentOf = (part: number, whole: number): number | null =>
    whole === 0 ? null : (100 * part) / whole;
  const last = seriesOf(variant, series)?.points.at(-1);
  return {
    ...variant,
    sharePercent: variant.isShadow ? null : percentOf(variant.currentWeight, total.weight),
    measuredPercent: variant.isShadow ? null : percentOf(requests, total.requests),
    perSecond: requests / seconds,
    errorPercent: percentOf(failed, requests),
    // A variant that has had no request for half a minute has no latency now.
    last: last !== undefined && last.at > now - 30_000 ? rounded(last) : null,
  };
}

const seriesOf = (
  { name, version, isShadow }: Pick<VariantState, 'name' | 'version' | 'isShadow'>,
  series: readonly TrafficSeries[],
): TrafficSeries | undefined =>
  series.find(
    (one) => one.variant === name && one.version === version && one.mirrored === isShadow,
  );

function servedBy(
  variant: Pick<VariantState, 'name' | 'version' | 'isShadow'>,
  series: readonly TrafficSeries[],
  from: number,
): { readonly requests: number; readonly failed: number } {
  return seriesOf(variant, series)?.servedSince(from) ?? { requests: 0, failed: 0 };
}

const rounded = (point: CurvePoint): CurvePoint => ({
  ...point,
  p50: Math.round(point.p50 * 10) / 10,
  p99: Math.round(point.p99 * 10) / 10,
});
