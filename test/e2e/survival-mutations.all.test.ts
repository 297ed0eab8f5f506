import { changes, dieBetweenEffectAndReport } from '../support/held-change';
import { useLanes } from '../support/lane';
import { describeWith } from '../support/tools';

describeWith('temporal', 'a worker killed between the effect of a change and its report', () => {
  const inLane = useLanes();

  test.concurrent.each(changes)(
    '$activity: another worker ends the release the same way, with one effect',
    (change) =>
      inLane(change.activity.toLowerCase(), (lane) => dieBetweenEffectAndReport(lane, change)),
    480_000,
  );
});
