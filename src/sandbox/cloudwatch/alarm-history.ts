import type { HistoryItemType } from '@aws-sdk/client-cloudwatch';

export interface HistoryItem {
  readonly alarm: string;
  readonly at: number;
  readonly type: HistoryItemType;
  readonly summary: string;
  /** JSON, as CloudWatch gives it in HistoryData. */
  readonly data: string;
}

/** CloudWatch keeps alarm history for 30 days, also after the alarm was deleted. */
const keptMs = 30 * 24 * 3_600_000;

/** What happened to all alarms, oldest first. */
export class AlarmHistory {
  #items: HistoryItem[] = [];

  add(item: HistoryItem): void {
    const oldest = item.at - keptMs;
    if (this.#items[0] !== undefined && this.#items[0].at < oldest) {
      this.#items = this.#items.filter(({ at }) => at >= oldest);
    }
    this.#items.push(item);
  }

  items(): readonly HistoryItem[] {
    return this.#items;
  }
}
