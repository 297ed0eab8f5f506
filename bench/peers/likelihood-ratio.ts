import { endAtFirst, type Rule } from '../../src/judge/record/rules/series';

const { exp, log, log1p, min } = Math;

const alternatives = [1.5, 2, 3, 5, 10, 20, 50, 100, 300, 999];
const alpha = 0.005;

/** Request by request: the mixture of likelihood ratios against "at most the limit", rolled back at 1/alpha. Exact where requests fail independently. */
export const likelihoodRatio: Rule = {
  id: 'likelihood-ratio',
  title: 'likelihood ratio',
  source:
    'Robbins (1970), mixtures of likelihood ratios; Ville’s bound at alpha 0.5 %; ten alternatives from 1.5 to 999 times the limit',
  end: (series, limit) => {
    const shares = alternatives.map((times) => min(0.999999, times * limit));
    const bad = shares.map((share) => log(share / limit));
    const good = shares.map((share) => log1p(-share) - log1p(-limit));
    const logs = shares.map(() => 0);
    return endAtFirst(series, ({ candidate }) => {
      if (!candidate) return false;
      let total = 0;
      for (let index = 0; index < shares.length; index += 1) {
        logs[index]! += candidate.x * bad[index]! + (candidate.n - candidate.x) * good[index]!;
        total += exp(logs[index]!);
      }
      return total / shares.length >= 1 / alpha;
    });
  },
};
