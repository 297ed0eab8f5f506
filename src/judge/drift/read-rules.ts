import type { FeatureRules } from './baseline';
import { isGiven, numberIn, partOf, textIn, type JsonPart } from './json-part';

/** What Model Monitor's own baselines ask for where the file is silent. */
const defaults: FeatureRules = {
  checked: true,
  compared: true,
  typeMatch: 1,
  domainMatch: 1,
  distance: 0.1,
  categoryDistance: 0.1,
  method: 'Robust',
};

/** The thresholds of a `monitoring_config`, or of a feature's overrides over those of all; what makes no sense is named. */
export function readRules(config: JsonPart, missing: string[], base = defaults): FeatureRules {
  const share = (part: JsonPart, otherwise: number): number => {
    const value = numberIn(part, 0, 1);
    if (value === undefined && isGiven(part)) missing.push(part.at);
    return value ?? otherwise;
  };
  const comparison = partOf(config, 'distribution_constraints');
  const distancePart = partOf(comparison, 'comparison_threshold');
  const distance = share(distancePart, base.distance);
  const ownDistance = isGiven(distancePart) ? distance : base.categoryDistance;
  const drift = partOf(comparison, 'categorical_drift_method');
  // The other method has no distance: LInfinity decides, and the file's wish is named.
  if (isGiven(drift) && textIn(drift) !== 'LInfinity') missing.push(drift.at);
  return {
    checked: enabled(partOf(config, 'evaluate_constraints'), base.checked),
    compared: enabled(partOf(comparison, 'perform_comparison'), base.compared),
    typeMatch: share(partOf(config, 'datatype_check_threshold'), base.typeMatch),
    domainMatch: share(partOf(config, 'domain_content_threshold'), base.domainMatch),
    distance,
    categoryDistance: share(partOf(comparison, 'categorical_comparison_threshold'), ownDistance),
    method: methodIn(partOf(comparison, 'comparison_method'), base.method),
  };
}

function enabled(part: JsonPart, otherwise: boolean): boolean {
  const text = textIn(part);
  return text === 'Enabled' || (text !== 'Disabled' && otherwise);
}

/** The guide spells them both ways. */
function methodIn(part: JsonPart, otherwise: FeatureRules['method']): FeatureRules['method'] {
  const text = textIn(part);
  if (text === 'Simple' || text === 'linf_simple') return 'Simple';
  return text === 'Robust' || text === 'linf_robust' ? 'Robust' : otherwise;
}
