import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeEndpointCommand,
  DescribeModelCommand,
  ListModelsCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
} from '@aws-sdk/client-sagemaker';
import { callsTo, linesOf, loadByVersion } from '../../../src/sandbox/log-reader';
import { settled, startSandbox, until, type RunningSandbox } from '../running-sandbox';

describe('the control port', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());

  const fault = async (order: Record<string, unknown>): Promise<string> => {
    const { status, body } = await sandbox.control('POST', '/faults', order);
    expect(status).toBe(200);
    return body.id as string;
  };

  const setWeight = (weight: number) =>
    sandbox.sagemaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: 'fraud-scorer',
        DesiredWeightsAndCapacities: [{ VariantName: 'main', DesiredWeight: weight }],
      }),
    );

  const liveWeight = async () => {
    const { ProductionVariants } = await settled(sandbox);
    return ProductionVariants?.[0]?.CurrentWeight;
  };

  // claim: faults, DescribeModel, ListModels · any call can be made to fail with a code and
  //   text, so many times · sandbox: faults of the control port
  it('lets a call fail as often as asked', async () => {
    const id = await fault({
      operation: 'DescribeModel',
      match: { ModelName: 'fraud-1' },
      action: 'fail',
      code: 'ThrottlingException',
      message: 'Rate exceeded',
      times: 2,
    });
    const describe = () =>
      sandbox.sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }));

    await sandbox.sagemaker.send(new ListModelsCommand({}));
    await expect(describe()).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
    });
    await expect(describe()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(describe()).resolves.toMatchObject({ ModelName: 'fraud-1' });

    const { body } = await sandbox.control('GET', '/faults');
    expect(body.faults).toEqual([expect.objectContaining({ id, acted: 2, held: [] })]);
    const failed = callsTo(await sandbox.log(), 'DescribeModel').filter(({ ok }) => !ok);
    expect(failed.map(({ faults }) => faults)).toEqual([[id], [id]]);
    await sandbox.control('DELETE', `/faults/${id}`);
  });

  // claim: faults · a call can be held before it takes effect, while others get through ·
  //   sandbox: faults of the control port
  it('holds a call before it takes effect until the fault is removed', async () => {
    const id = await fault({ operation: 'UpdateEndpointWeightsAndCapacities', action: 'hold' });

    const call = setWeight(60);
    await until('the call is held', async () => {
      const { body } = await sandbox.control('GET', '/faults');
      return (body.faults as { held: unknown[] }[])[0]?.held.length === 1;
    });
    expect(await liveWeight()).toBe(100);
    // Somebody else gets through meanwhile.
    await sandbox.control('PUT', '/endpoints/fraud-scorer/weights', { main: 55 });
    expect(await liveWeight()).toBe(55);
    await sandbox.control('DELETE', `/faults/${id}`);
    await call;

    expect(await liveWeight()).toBe(60);
  });

  // claim: faults · the answer of a call that took effect can be held · sandbox: faults of the
  //   control port
  it('holds the answer of a call that has taken effect', async () => {
    const id = await fault({
      operation: 'UpdateEndpointWeightsAndCapacities',
      action: 'hold',
      phase: 'after',
    });

    const call = setWeight(70);
    await until('the weight is in force', async () => (await liveWeight()) === 70);
    let isAnswered = false;
    void call.then(() => (isAnswered = true));
    await sandbox.sagemaker.send(new ListModelsCommand({}));
    expect(isAnswered).toBe(false);
    await sandbox.control('DELETE', `/faults/${id}`);

    await expect(call).resolves.toBeDefined();
  });

  // claim: faults · the answer of a call that took effect can be lost · sandbox: faults of the
  //   control port
  it('drops the answer of a call that has taken effect', async () => {
    const id = await fault({
      operation: 'UpdateEndpointWeightsAndCapacities',
      match: { DesiredWeightsAndCapacities: [{ DesiredWeight: 80 }] },
      action: 'drop',
      times: 1,
    });

    await expect(setWeight(80)).rejects.toThrow('socket hang up');

    expect(await liveWeight()).toBe(80);
    await sandbox.control('DELETE', `/faults/${id}`);
  });

  // claim: faults, alarms · the state of an alarm can be set without a call · sandbox: the
  //   control port
  it('sets the state of an alarm', async () => {
    const reason = 'set by a test';
    // An evaluation may fall between the two calls and set it back.
    const alarm = await until('the state is shown', async () => {
      await sandbox.control('PUT', '/alarms/fraud-scorer-5xx', { state: 'ALARM', reason });
      const { MetricAlarms: [shown] = [] } = await sandbox.cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames: ['fraud-scorer-5xx'] }),
      );
      return shown?.StateValue === 'ALARM' && shown;
    });

    expect(alarm.StateReason).toBe(reason);
    expect(linesOf(await sandbox.log(), 'alarm')).toContainEqual(
      expect.objectContaining({ name: 'fraud-scorer-5xx', to: 'ALARM', reason, by: 'request' }),
    );
  });

  it('sets the rate of the load and counts its answers', async () => {
    await sandbox.control('PUT', '/load', { rps: 100 });
    await until('100 requests are answered', async () => {
      const { body } = await sandbox.control('GET', '/load/summary');
      return (body.sent as number) > 100;
    });
    await sandbox.control('PUT', '/load', { rps: 0 });
    await until('all of them are answered', async () => {
      const { sent: before } = loadByVersion(await sandbox.log());
      return loadByVersion(await sandbox.log()).sent === before;
    });

    const { body } = await sandbox.control('GET', '/load/summary');
    const { sent, failed, byVersion } = loadByVersion(await sandbox.log());
    expect(body).toEqual({ sent, failed: 0, byVariant: { main: { sent, failed: 0 } } });
    expect(byVersion).toEqual({ 'fraud/1': { sent, failed } });
    const { body: later } = await sandbox.control('GET', `/load/summary?from=${Date.now() + 5000}`);
    expect(later).toMatchObject({ sent: 0, failed: 0 });
  });

  it.each([
    ['PUT', '/endpoints/none/weights', { main: 1 }, 400, 'Could not find endpoint'],
    ['PUT', '/alarms/none', { state: 'OK' }, 404, 'none does not exist'],
    ['PUT', '/load', { rps: -1 }, 400, 'rps'],
    ['POST', '/faults', { operation: 'X', action: 'explode' }, 400, 'action'],
    ['DELETE', '/faults/none', undefined, 404, 'There is no fault none'],
    ['GET', '/nothing', undefined, 404, 'There is no GET /nothing'],
  ])('answers %s %s with what is wrong', async (method, path, body, status, message) => {
    const answer = await sandbox.control(method, path, body);

    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
  });

  it('shows the whole state', async () => {
    const { body } = await sandbox.control('GET', '/state');

    expect(body).toMatchObject({
      sandbox: true,
      clock: 240,
      endpoints: [
        {
          name: 'fraud-scorer',
          variants: [{ name: 'main', version: 'fraud/1', model: 'fraud-1' }],
        },
      ],
    });
    const live = await sandbox.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: 'fraud-scorer' }),
    );
    expect(live.EndpointStatus).toBe('InService');
  });
});
