"""Sets up, follows and takes down the scaling of a variant, as its owner would from a notebook."""

import sys
import time

import boto3

endpoint, variant = sys.argv[1:]
target = {
    "ServiceNamespace": "sagemaker",
    "ResourceId": f"endpoint/{endpoint}/variant/{variant}",
    "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
}
scaling = boto3.client("application-autoscaling")
sagemaker = boto3.client("sagemaker")
alarms = boto3.client("cloudwatch")

arn = scaling.register_scalable_target(
    **target, MinCapacity=3, MaxCapacity=4, Tags={"team": "risk"}
)["ScalableTargetARN"]
assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"team": "risk"}
policy = scaling.put_scaling_policy(
    **target,
    PolicyName="requests",
    PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={
        "TargetValue": 70.0,
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"
        },
    },
)
names = [alarm["AlarmName"] for alarm in policy["Alarms"]]
found = alarms.describe_alarms(AlarmNames=names)["MetricAlarms"]
assert [alarm["EvaluationPeriods"] for alarm in found] == [3, 15], found

sagemaker.get_waiter("endpoint_in_service").wait(
    EndpointName=endpoint, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
)
pages = scaling.get_paginator("describe_scaling_activities")
deadline = time.time() + 60
while True:
    activities = [
        activity
        for page in pages.paginate(ServiceNamespace="sagemaker", PaginationConfig={"PageSize": 1})
        for activity in page["ScalingActivities"]
    ]
    if activities and activities[0]["StatusCode"] == "Successful":
        break
    assert time.time() < deadline, activities
    time.sleep(0.2)
assert activities[0]["Cause"] == "minimum capacity was set to 3", activities

scaling.deregister_scalable_target(**target)
assert alarms.describe_alarms(AlarmNames=names)["MetricAlarms"] == []
try:
    scaling.put_scaling_policy(**target, PolicyName="late", PolicyType="StepScaling")
except scaling.exceptions.ObjectNotFoundException as refusal:
    print(refusal.response["Error"]["Message"])
