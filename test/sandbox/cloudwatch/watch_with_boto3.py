"""Publishes metrics, watches them with alarms, and prints as JSON what CloudWatch says of them."""

import json
import sys
import time
from datetime import datetime, timedelta, timezone

import boto3
import botocore.model
from botocore.config import Config

endpoint, protocol = sys.argv[1:]
# CloudWatch's model names three protocols; botocore takes the first of this list that is among them.
botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = (protocol,)
cloudwatch = boto3.client(
    "cloudwatch",
    endpoint_url=endpoint,
    region_name="eu-central-1",
    aws_access_key_id="AKIDTEST",
    aws_secret_access_key="not-checked",
    config=Config(retries={"total_max_attempts": 1}),
)

minute = datetime.now(timezone.utc).replace(second=0, microsecond=0) - timedelta(minutes=1)
latency = {"MetricName": "Latency", "Dimensions": [{"Name": "Team", "Value": "fraud"}]}
cloudwatch.put_metric_data(
    Namespace="Custom",
    MetricData=[
        {**latency, "Timestamp": minute, "Values": [float(10 * part + value) for value in range(10)]}
        for part in range(100)
    ],
)
for name, threshold in (("slow", 900), ("dead", 5000)):
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        Namespace="Custom",
        **latency,
        ExtendedStatistic="p99",
        Period=60,
        EvaluationPeriods=1,
        Threshold=threshold,
        ComparisonOperator="GreaterThanThreshold",
        Tags=[{"Key": "team", "Value": "fraud"}],
    )
cloudwatch.put_composite_alarm(
    AlarmName="any", AlarmRule="ALARM(slow) OR ALARM(dead)", AlarmActions=[], ActionsEnabled=False
)


def composite():
    described = cloudwatch.describe_alarms(AlarmNames=["any"], AlarmTypes=["CompositeAlarm"])
    return described["CompositeAlarms"][0]


deadline = time.monotonic() + 30
while composite()["StateValue"] == "INSUFFICIENT_DATA" and time.monotonic() < deadline:
    time.sleep(0.1)

read = cloudwatch.get_metric_data(
    StartTime=minute,
    EndTime=minute + timedelta(minutes=1),
    MetricDataQueries=[
        {
            "Id": "p99",
            "MetricStat": {
                "Metric": {"Namespace": "Custom", **latency},
                "Period": 60,
                "Stat": "p99",
            },
            "ReturnData": False,
        },
        {"Id": "rate", "Expression": "p99 / PERIOD(p99)", "Label": "a second"},
    ],
)["MetricDataResults"][0]
try:
    cloudwatch.delete_alarms(AlarmNames=["slow"])
    refusal = None
except cloudwatch.exceptions.ClientError as error:
    refusal = [error.response["Error"]["Code"], error.response["Error"]["Message"]]
history = cloudwatch.describe_alarm_history(
    AlarmName="any", AlarmTypes=["CompositeAlarm"], HistoryItemType="StateUpdate"
)["AlarmHistoryItems"]
cloudwatch.delete_alarms(AlarmNames=["slow", "dead", "any"])
json.dump(
    {
        "read": [read["Label"], read["Values"], read["StatusCode"]],
        "default": [len(cloudwatch.describe_alarms()["MetricAlarms"])],
        "refusal": refusal,
        "history": [item["HistorySummary"] for item in history],
    },
    sys.stdout,
)
