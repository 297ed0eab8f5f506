"""Two queues at the address given: one to write to, one behind a rule for every event of SageMaker and CloudWatch.

Prints the first queue's URL, then each message as a line of JSON, until standard input closes.
"""

import json
import sys
import threading

import boto3

endpoint = sys.argv[1]
sqs = boto3.client("sqs", endpoint_url=endpoint)
events = boto3.client("events", endpoint_url=endpoint)

queues = {name: sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("direct", "ruled")}
attributes = sqs.get_queue_attributes(QueueUrl=queues["ruled"], AttributeNames=["QueueArn"])
pattern = {"source": ["aws.sagemaker", "aws.cloudwatch"]}
events.put_rule(Name="releases", EventPattern=json.dumps(pattern))
target = {"Id": "queue", "Arn": attributes["Attributes"]["QueueArn"]}
events.put_targets(Rule="releases", Targets=[target])
print(queues["direct"], flush=True)
output = threading.Lock()


def read(name):
    url = queues[name]
    while True:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
        for message in answer.get("Messages", []):
            line = json.dumps({"queue": name, "body": json.loads(message["Body"])})
            with output:
                print(line, flush=True)
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


for name in queues:
    threading.Thread(target=read, args=[name], daemon=True).start()
sys.stdin.read()
