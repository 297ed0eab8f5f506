"""Recomputes the judge's statistics: reads [[name, argument...], ...] as JSON, prints the list of answers.

Special functions come from mpmath with 60 digits, because SciPy's own lose some in far tails and at large counts;
`scipy_*` are SciPy's. Tests and distances are SciPy's and NumPy's.
"""

import json
import sys

import mpmath as mp
import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon

mp.mp.dps = 60


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


NODES = legendre(50)


def tail_over_density(log_at, reach):
    """Integral of exp(log_at(s)) over s >= 0 for a concave log_at with log_at(0) = 0."""
    while log_at(reach) < -80:
        reach /= 2
    while log_at(reach) > -70:
        reach *= 2
    ends = [mp.mpf(0), reach / 16, reach / 4, reach]
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
    near = log_beta_density(x, a, b) + mp.log(tail_over_density(log_at, 1 / mp.sqrt(a)))
    return near, mp.log1p(-mp.exp(near))


def beta_root(p, a, b, upper, guess):
    """The x with that tail: Newton's steps from a guess that is already close."""
    p, x = mp.mpf(p), mp.mpf(guess)
    for _ in range(2):
        logs = beta_logs(x, a, b)
        density = mp.exp(log_beta_density(x, mp.mpf(a), mp.mpf(b))) / (x * (1 - x))
        log, sign = (logs[1], -1) if upper else (logs[0], 1)
        x -= sign * mp.exp(log) * (log - mp.log(p)) / density
    return float(x)


def gamma_logs(x, a):
    """Logarithms of both tails, by brute integration over log x."""
    x, a = mp.mpf(x), mp.mpf(a)
    sign = -1 if x <= a else 1
    log_at = lambda s: sign * a * s - x * mp.expm1(sign * s)
    density = a * mp.log(x) - x - mp.loggamma(a)
    near = density + mp.log(tail_over_density(log_at, 1 / mp.sqrt(a)))
    far = mp.log1p(-mp.exp(near))
    return (near, far) if sign < 0 else (far, near)


def chi_square_root(p, degrees, guess):
    x = mp.mpf(guess)
    for _ in range(2):
        log = gamma_logs(x / 2, mp.mpf(degrees) / 2)[1]
        half = mp.mpf(degrees) / 2
        density = mp.exp(half * mp.log(x / 2) - x / 2 - mp.loggamma(half)) / x
        x += mp.exp(log) * (log - mp.log(mp.mpf(p))) / density
    return float(x)


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
    """Logarithms of P(X <= k) and P(X > k)."""
    if k < 0:
        return mp.mpf("-inf"), mp.mpf(0)
    if k >= n:
        return mp.mpf(0), mp.mpf("-inf")
    above, below = beta_logs(p, k + 1, n - k)
    return below, above


def fisher(a, b, c, d):
    """Two-sided, summed in exact integers."""
    import math

    rows, column, total = a + b, a + c, a + b + c + d
    ways = lambda k: math.comb(rows, k) * math.comb(total - rows, column - k)
    low, high = max(0, column - (total - rows)), min(rows, column)
    seen = ways(a)
    # The tolerance of R's fisher.test and SciPy, under which two tables count as equally likely.
    limit = seen + seen // 10**7
    return float(mp.mpf(sum(w for w in (ways(k) for k in range(low, high + 1)) if w <= limit)) / math.comb(total, column))


def hypergeometric_tails(k, total, marked, drawn):
    import math

    ways = lambda i: math.comb(marked, i) * math.comb(total - marked, drawn - i)
    low, high = max(0, drawn - (total - marked)), min(marked, drawn)
    all_ways = mp.mpf(math.comb(total, drawn))
    return [
        float(sum(ways(i) for i in range(low, k + 1)) / all_ways),
        float(sum(ways(i) for i in range(max(low, k), high + 1)) / all_ways),
    ]


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
    "hypergeometric": hypergeometric_tails,
}

if __name__ == "__main__":
    print(json.dumps([ANSWERS[name](*arguments) for name, *arguments in json.load(sys.stdin)]))
