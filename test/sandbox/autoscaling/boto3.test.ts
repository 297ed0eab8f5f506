import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeWith, tool } from '../../support/tools';
import { useSandbox } from '../running-sandbox';

describeWith('python', 'Application Auto Scaling by boto3', () => {
  const sandbox = useSandbox();

  // claim: RegisterScalableTarget, PutScalingPolicy, DescribeScalingActivities,
  //   DeregisterScalableTarget · boto3 alone sets scaling up, follows it and takes it down ·
  //   botocore: application-autoscaling
  it('is set up, followed and taken down', async () => {
    const { stdout } = await promisify(execFile)(
      tool('python'),
      [path.join(__dirname, 'scale_by_boto3.py'), 'fraud-scorer', 'main'],
      {
        timeout: 60_000,
        env: {
          PATH: process.env.PATH,
          AWS_ENDPOINT_URL: sandbox.endpointUrl,
          AWS_DEFAULT_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'AKIAOWNER',
          AWS_SECRET_ACCESS_KEY: 'secret',
        },
      },
    );

    expect(stdout.trim()).toBe(
      'No scalable target registered for service namespace: sagemaker, resource ID: endpoint/fraud-scorer/variant/main, scalable dimension: sagemaker:variant:DesiredInstanceCount',
    );
  });
});
