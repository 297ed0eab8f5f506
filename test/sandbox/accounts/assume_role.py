"""Assumes roles as a deployer would, and prints what it saw: python assume_role.py ROLE_ARN EXTERNAL_ID."""

import json
import sys
from datetime import datetime, timezone

import boto3
from botocore.exceptions import ClientError

role, external_id = sys.argv[1:]
sts = boto3.client("sts")


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["Error"]["Message"]]
    return None


answer = sts.assume_role(
    RoleArn=role, RoleSessionName="deploy", ExternalId=external_id, DurationSeconds=900
)
credentials = answer["Credentials"]
session = boto3.Session(
    credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
)
identity = session.client("sts").get_caller_identity()
print(
    json.dumps(
        {
            "before": sts.get_caller_identity()["Account"],
            "assumed": answer["AssumedRoleUser"],
            "identity": {name: identity[name] for name in ("Account", "Arn", "UserId")},
            "seconds": (credentials["Expiration"] - datetime.now(timezone.utc)).total_seconds(),
            "endpoints": session.client("sagemaker").list_endpoints()["Endpoints"],
            "wrong": refusal(
                sts.assume_role, RoleArn=role, RoleSessionName="deploy", ExternalId="wrong"
            ),
            "none": refusal(sts.assume_role, RoleArn=role, RoleSessionName="deploy"),
            "real": refusal(
                sts.assume_role,
                RoleArn="arn:aws:iam::123456789012:role/deployer",
                RoleSessionName="deploy",
            ),
            "long": refusal(
                sts.assume_role, RoleArn=role, RoleSessionName="deploy", DurationSeconds=43201
            ),
            "chained": refusal(
                session.client("sts").assume_role,
                RoleArn="arn:aws:iam::000000000003:role/deployer",
                RoleSessionName="deploy",
                DurationSeconds=3601,
            ),
            "malformed": refusal(
                sts.assume_role,
                RoleArn="arn:aws:iam::000000000003:user/deployer",
                RoleSessionName="deploy",
            ),
        }
    )
)
