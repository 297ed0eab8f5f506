"""Uses S3 as a boto3 user would; prints what it saw as one line of JSON."""

import json
import sys

import boto3
from botocore.exceptions import ClientError

s3 = boto3.client("s3", endpoint_url=sys.argv[1], region_name="us-east-1",
                  aws_access_key_id="AKIATEST", aws_secret_access_key="secret")
bucket = "from-python"


def code_of(call, **arguments):
    try:
        call(**arguments)
        return None
    except ClientError as error:
        return error.response["Error"]["Code"]


s3.create_bucket(Bucket=bucket)
s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
for number in range(5):
    s3.put_object(Bucket=bucket, Key=f"folder/{number} & more.txt", Body=f"one {number}".encode())
first = s3.put_object(Bucket=bucket, Key="twice", Body=b"first", ChecksumAlgorithm="SHA256")
s3.put_object(Bucket=bucket, Key="twice", Body=b"second")

versions = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, PaginationConfig={"PageSize": 2})
pages = list(versions)
resource = boto3.resource("s3", endpoint_url=sys.argv[1], region_name="us-east-1",
                          aws_access_key_id="AKIATEST", aws_secret_access_key="secret")
listed = [entry.key for entry in resource.Bucket(bucket).objects.limit(3)]
seen = {
    "pages": [[[each["Key"], each["IsLatest"]] for each in page.get("Versions", [])] for page in pages],
    "listed": listed,
    "pinned": s3.get_object(Bucket=bucket, Key="twice", VersionId=first["VersionId"])["Body"].read().decode(),
    "checksum": s3.head_object(Bucket=bucket, Key="twice", VersionId=first["VersionId"],
                               ChecksumMode="ENABLED").get("ChecksumSHA256") == first["ChecksumSHA256"],
    "errors": [
        code_of(s3.get_object, Bucket=bucket, Key="none"),
        code_of(s3.get_object, Bucket="nowhere", Key="none"),
        code_of(s3.get_object, Bucket=bucket, Key="twice", VersionId="none"),
        code_of(s3.put_object, Bucket=bucket, Key="twice", Body=b"x", IfNoneMatch="*"),
        code_of(s3.put_object, Bucket=bucket, Key="twice", Body=b"x", IfMatch='"0"'),
        code_of(s3.delete_bucket, Bucket=bucket),
    ],
}
resource.Bucket(bucket).object_versions.delete()
seen["left"] = len(s3.list_object_versions(Bucket=bucket).get("Versions", []))
seen["gone"] = code_of(s3.delete_bucket, Bucket=bucket)
seen["head"] = code_of(s3.head_bucket, Bucket=bucket)
print(json.dumps(seen))
