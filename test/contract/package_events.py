"""A queue behind an EventBridge rule for the packages of one group, in the account of the environment.

Arguments: a name for queue and rule, and the group. Prints `ready`, then each event as a line of JSON,
until standard input closes; then removes what it made, as it does when it fails.
"""

import json
import sys
import threading

import boto3

name, group = sys.argv[1:]
sqs = boto3.client("sqs")
events = boto3.client("events")


def read(url, ended):
    while not ended.is_set():
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
        for message in answer.get("Messages", []):
            print(json.dumps(json.loads(message["Body"])), flush=True)
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def follow(url):
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = attributes["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.sagemaker"], "detail": {"ModelPackageGroupName": [group]}}
    rule = events.put_rule(Name=name, EventPattern=json.dumps(pattern))["RuleArn"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": rule}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    events.put_targets(Rule=name, Targets=[{"Id": "queue", "Arn": arn}])
    print("ready", flush=True)
    ended = threading.Event()
    reader = threading.Thread(target=read, args=[url, ended])
    reader.start()
    sys.stdin.read()
    ended.set()
    reader.join()


url = sqs.create_queue(QueueName=name)["QueueUrl"]
try:
    follow(url)
finally:
    if any(rule["Name"] == name for rule in events.list_rules(NamePrefix=name)["Rules"]):
        events.remove_targets(Rule=name, Ids=["queue"])
        events.delete_rule(Name=name)
    sqs.delete_queue(QueueUrl=url)
