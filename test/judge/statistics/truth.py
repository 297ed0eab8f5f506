"""Recomputes the judge's statistics: reads [[name, argument...], ...] as JSON, prints the list of answers.

Special functions come from mpmath with 40 digits, because SciPy's own lose some in far tails and at large counts;
`scipy_...` are SciPy's own. Tests, intervals and distances are SciPy's and NumPy's.
"""

import json
import math
import sys

import mpmath as mp
import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon

mp.mp.dps = 40


def legendre(count):
    """Gauss's nodes and weights on 0..1 with all digits."""
    nodes = []
    for start in np.polynomial.legendre.leggauss(count)[0]:
        at = mp.mpf(float(start))
        for _ in range(4):
            before, now = mp.mpf(1), at
            for k in range(2, count + 1):
                before, now = now, ((2 * k - 1) * at * now - (k - 1) * before) / k
            slope = count * (at * now - before) / (at * at - 1)
            at -= now / slope
        nodes.append(((1 + at) / 2, 1 / ((1 - at * at) * slope * slope)))
    return nodes


NODES = legendre(36)


def tail_over_density(log_at, shape):
    """Integral of exp(log_at(s)) over s >= 0 for a concave log_at with log_at(0) = 0."""
    reach = 1 / mp.sqrt(shape)
    while log_at(reach) < -80:
        reach /= 2
    while log_at(reach) > -70:
        reach *= 2
    # Small shapes bend within steps of 1, far before they end.
    halvings = range(9, -1, -1) if shape < 5 else (4, 2, 0)
    ends = [mp.mpf(0)] + [reach / 2**k for k in halvings]
    return sum(
        (end - start) * sum(w * mp.exp(log_at(start + (end - start) * u)) for u, w in NODES)
        for start, end in zip(ends, ends[1:])
    )


def log_beta_density(x, a, b):
    """Of log(x / (1-x))."""
    log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    return a * mp.log(x) + b * mp.log1p(-x) - log_beta


def beta_logs(x, a, b):
    """Logarithms of both tails, by brute integration over log(x / (1-x))."""
    x, a, b = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    if x * (a + b) > a:
        return tuple(reversed(beta_logs_below(1 - x, b, a)))
    return beta_logs_below(x, a, b)


def beta_logs_below(x, a, b):
    log_at = lambda s: -a * s - (a + b) * mp.log1p(x * mp.expm1(-s))
    near = log_beta_density(x, a, b) + mp.log(tail_over_density(log_at, min(a, b)))
    return near, mp.log1p(-mp.exp(near))


def beta_root(p, a, b, upper, guess):
    """The x with that tail: one of Newton's steps from a guess, so that a close one gets all digits and a wrong one is moved."""
    x = mp.mpf(guess)
    logs = beta_logs(x, a, b)
    density = mp.exp(log_beta_density(x, mp.mpf(a), mp.mpf(b))) / (x * (1 - x))
    log, sign = (logs[1], -1) if upper else (logs[0], 1)
    return float(x - sign * mp.exp(log) * (log - mp.log(mp.mpf(p))) / density)


def gamma_logs(x, a):
    """Logarithms of both tails, by brute integration over log x."""
    x, a = mp.mpf(x), mp.mpf(a)
    sign = -1 if x <= a else 1
    log_at = lambda s: sign * a * s - x * mp.expm1(sign * s)
    density = a * mp.log(x) - x - mp.loggamma(a)
    near = density + mp.log(tail_over_density(log_at, a))
    far = mp.log1p(-mp.exp(near))
    return (near, far) if sign < 0 else (far, near)


def chi_square_root(p, degrees, guess):
    x, half = mp.mpf(guess), mp.mpf(degrees) / 2
    log = gamma_logs(x / 2, half)[1]
    density = mp.exp(half * mp.log(x / 2) - x / 2 - mp.loggamma(half)) / x
    return float(x + mp.exp(log) * (log - mp.log(mp.mpf(p))) / density)


def pair(logs):
    return [float(mp.exp(logs[0])), float(mp.exp(logs[1])), float(logs[0]), float(logs[1])]


def normal_quantile(p):
    p = mp.mpf(p)
    if p == mp.mpf(1) / 2:
        return 0.0
    z = mp.mpf(float(special.ndtri(float(p))))
    for _ in range(8):
        z = z - (mp.ncdf(z) - p) / mp.npdf(z)
    return float(z)


def binomial_logs(k, n, p):
    """Logarithms of P(X <= k) and P(X > k), for k below n."""
    above, below = beta_logs(p, k + 1, n - k)
    return below, above


def fisher(a, b, c, d):
    """Two-sided, summed in exact integers."""
    rows, column, total = a + b, a + c, a + b + c + d
    ways = lambda k: math.comb(rows, k) * math.comb(total - rows, column - k)
    every = [ways(k) for k in range(max(0, column - (total - rows)), min(rows, column) + 1)]
    # The tolerance of R's fisher.test, under which two tables count as equally likely.
    limit = ways(a) + ways(a) // 10**7
    return float(mp.mpf(sum(w for w in every if w <= limit)) / math.comb(total, column))


def hypergeometric(k, total, marked, drawn):
    """P(X <= k) and P(X > k), summed in exact integers."""
    ways = lambda i: math.comb(marked, i) * math.comb(total - marked, drawn - i)
    low, high = max(0, drawn - (total - marked)), min(marked, drawn)
    every = mp.mpf(math.comb(total, drawn))
    below, above = range(low, k + 1), range(max(low, k + 1), high + 1)
    return [float(sum(map(ways, below)) / every), float(sum(map(ways, above)) / every)]


def big_hypergeometric_upper(k, total, marked, drawn):
    """P(X > k) where integers get too long: the terms above k by their ratios, until they vanish."""
    total, marked, drawn = mp.mpf(total), mp.mpf(marked), mp.mpf(drawn)
    choose = lambda n, m: mp.loggamma(n + 1) - mp.loggamma(m + 1) - mp.loggamma(n - m + 1)
    i = mp.mpf(k + 1)
    log = choose(marked, i) + choose(total - marked, drawn - i) - choose(total, drawn)
    term = sum_of = mp.mpf(1)
    while term > sum_of * mp.mpf(10) ** -25:
        term *= (marked - i) * (drawn - i) / ((i + 1) * (total - marked - drawn + i + 1))
        sum_of += term
        i += 1
    return float(log + mp.log(sum_of))


def proportion(x, n, confidence):
    interval = stats.binomtest(x, n).proportion_ci(confidence, method="exact")
    return [interval.low, interval.high]


def rank_test(x, y):
    return float(stats.mannwhitneyu(x, y, method="asymptotic", use_continuity=True).pvalue)


def shift(x, y):
    return float(np.median(np.subtract.outer(x, y)))


def signed_rank(d):
    d = np.array(d)
    tied = len(set(np.abs(d[d != 0]))) < np.count_nonzero(d)
    method = "exact" if not tied and np.count_nonzero(d) <= 50 else "approx"
    p = stats.wilcoxon(d[d != 0], method=method, correction=True).pvalue
    walsh = [(d[i] + d[j]) / 2 for i in range(len(d)) for j in range(i, len(d))]
    return [float(p), float(np.median(walsh))]


def distances(x, y):
    return [float(stats.ks_2samp(x, y).statistic), float(stats.wasserstein_distance(x, y))]


def category_distances(a, b):
    p, q = np.array(a) / sum(a), np.array(b) / sum(b)
    hellinger = np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2)
    return [float(jensenshannon(p, q, base=2) ** 2), float(hellinger), float(np.abs(p - q).max())]


def goodness_of_fit(observed, weights):
    expected = np.array(weights) / sum(weights) * sum(observed)
    # SciPy refuses expected counts whose sum differs by more than rounding.
    expected *= sum(observed) / expected.sum()
    return float(stats.chisquare(observed, expected).pvalue)


ANSWERS = {
    "beta": lambda x, a, b: pair(beta_logs(x, a, b)),
    "beta_root": beta_root,
    "gamma": lambda x, a: pair(gamma_logs(x, a)),
    "chi_square_root": chi_square_root,
    "log_gamma": lambda x: float(mp.loggamma(mp.mpf(x))),
    "normal_cdf": lambda z: float(mp.ncdf(mp.mpf(z))),
    "normal_quantile": normal_quantile,
    "binomial": lambda k, n, p: pair(binomial_logs(k, n, p)),
    "fisher": fisher,
    "hypergeometric": hypergeometric,
    "hypergeometric_upper": lambda *of: hypergeometric(*of)[1],
    "big_hypergeometric_upper": big_hypergeometric_upper,
    "scipy_beta": lambda x, a, b: [float(special.betainc(a, b, x)), float(special.betaincc(a, b, x))],
    "scipy_chi_square": lambda x, df: float(special.chdtrc(df, x)),
    "scipy_normal": lambda z: float(special.ndtr(z)),
    "scipy_kolmogorov": lambda x: float(special.kolmogorov(x)),
    "scipy_mcnemar": lambda b, c: float(stats.binomtest(b, b + c).pvalue),
    "scipy_fisher": lambda *table: float(stats.fisher_exact(np.reshape(table, (2, 2))).pvalue),
    "proportion": proportion,
    "rank_test": rank_test,
    "shift": shift,
    "signed_rank": signed_rank,
    "distances": distances,
    "category_distances": category_distances,
    "goodness_of_fit": goodness_of_fit,
    "quantile": lambda values, p: float(np.quantile(values, p)),
}

if __name__ == "__main__":
    print(json.dumps([ANSWERS[name](*arguments) for name, *arguments in json.load(sys.stdin)]))
