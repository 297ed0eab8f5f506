/** Why a load test says what it says, beside the reasons it shares with metrics: the test itself was none. */
export type LoadTestReason = 'generator-behind' | 'load-not-reached' | 'errors-under-load';
