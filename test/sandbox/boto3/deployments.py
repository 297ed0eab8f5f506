"""Releases three models by boto3 alone: a canary that rolls itself back, a linear one, a weight shift.

Prints what boto3 read as one JSON document. Arguments: name of the endpoint, ARN of its package group's
versions without the number.
"""

import json
import sys
import time

import boto3

endpoint, packages = sys.argv[1:]
sagemaker = boto3.client("sagemaker")
cloudwatch = boto3.client("cloudwatch")


def create_model(version):
    package = sagemaker.describe_model_package(ModelPackageName=f"{packages}/{version}")
    container = package["InferenceSpecification"]["Containers"][0]
    name = f"by-boto3-{version}"
    sagemaker.create_model(
        ModelName=name,
        PrimaryContainer={
            "Image": container["Image"],
            "ModelDataUrl": container["ModelDataUrl"],
        },
        ExecutionRoleArn="arn:aws:iam::000000000000:role/boto3",
    )
    return name


def variant(model, **more):
    return {
        "VariantName": "main",
        "ModelName": model,
        "InstanceType": "ml.m5.xlarge",
        "InitialInstanceCount": 2,
        **more,
    }


def create_config(name, *variants):
    sagemaker.create_endpoint_config(
        EndpointConfigName=name,
        ProductionVariants=list(variants),
        MetricsConfig={
            "EnableEnhancedMetrics": True,
            "MetricPublishFrequencyInSeconds": 10,
        },
    )
    return name


def put_alarm(name, config):
    """Trips on the first 5xx of the new fleet alone: during a deployment metrics name the config."""
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/SageMaker",
        MetricName="Invocation5XXErrors",
        Dimensions=[
            {"Name": "EndpointName", "Value": endpoint},
            {"Name": "VariantName", "Value": "main"},
            {"Name": "EndpointConfigName", "Value": config},
        ],
        Statistic="Sum",
        Period=10,
        EvaluationPeriods=1,
        Threshold=0,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
    )
    return name


def follow():
    """Reads until the endpoint takes changes again; gives the last answer and the stages seen."""
    stages = []
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        live = sagemaker.describe_endpoint(EndpointName=endpoint)
        for pending in live.get("PendingDeploymentSummary", {}).get("ProductionVariants", []):
            for status in pending["VariantStatus"]:
                seen = [status["Status"], status.get("StatusMessage")]
                if seen not in stages:
                    stages.append(seen)
        if live["EndpointStatus"] == "InService":
            return live, stages
        time.sleep(0.2)
    raise SystemExit(f"{endpoint} is still {live['EndpointStatus']}: {stages}")


def report(live, stages, **more):
    return {
        "status": live["EndpointStatus"],
        "config": live["EndpointConfigName"],
        "reason": live.get("FailureReason"),
        "weights": {
            shown["VariantName"]: [shown["CurrentWeight"], shown["DesiredWeight"]]
            for shown in live["ProductionVariants"]
        },
        "stages": stages,
        **more,
    }


def canary_that_rolls_back():
    config = create_config("canary-3", variant(create_model(3)))
    alarm = put_alarm("canary-3-5xx", config)
    sagemaker.update_endpoint(
        EndpointName=endpoint,
        EndpointConfigName=config,
        DeploymentConfig={
            "BlueGreenUpdatePolicy": {
                "TrafficRoutingConfiguration": {
                    "Type": "CANARY",
                    "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 50},
                    "WaitIntervalInSeconds": 600,
                },
                "TerminationWaitInSeconds": 300,
            },
            "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": alarm}]},
        },
    )
    live, stages = follow()
    (shown,) = cloudwatch.describe_alarms(AlarmNames=[alarm])["MetricAlarms"]
    return report(live, stages, alarm=shown["StateValue"])


def linear_that_succeeds():
    config = create_config("linear-2", variant(create_model(2)))
    sagemaker.update_endpoint(
        EndpointName=endpoint,
        EndpointConfigName=config,
        DeploymentConfig={
            "BlueGreenUpdatePolicy": {
                "TrafficRoutingConfiguration": {
                    "Type": "LINEAR",
                    "LinearStepSize": {"Type": "INSTANCE_COUNT", "Value": 1},
                    "WaitIntervalInSeconds": 3,
                },
                "TerminationWaitInSeconds": 3,
            },
            "AutoRollbackConfiguration": {
                "Alarms": [{"AlarmName": put_alarm("linear-2-5xx", config)}]
            },
        },
    )
    return report(*follow())


def weight_shift():
    config = create_config(
        "two-variants",
        variant("by-boto3-2", InitialVariantWeight=100),
        variant("fraud-1", VariantName="main-next", InitialVariantWeight=0),
    )
    sagemaker.update_endpoint(EndpointName=endpoint, EndpointConfigName=config)
    follow()
    sagemaker.update_endpoint_weights_and_capacities(
        EndpointName=endpoint,
        DesiredWeightsAndCapacities=[
            {"VariantName": "main", "DesiredWeight": 90},
            {"VariantName": "main-next", "DesiredWeight": 10},
        ],
    )
    return report(*follow())


print(
    json.dumps(
        {
            "canary": canary_that_rolls_back(),
            "linear": linear_that_succeeds(),
            "weights": weight_shift(),
        }
    )
)
