"""One sequence of calls to a Model Registry and its neighbours, by boto3, against the address given.

Prints a line of JSON for each call: its step, its operation, and the answer or the error.
"""

import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
config = Config(retries={"max_attempts": 1}, parameter_validation=True)
sagemaker = boto3.client("sagemaker", endpoint_url=endpoint, config=config)
account = boto3.client("sts", endpoint_url=endpoint).get_caller_identity()["Account"]


def plain(value):
    """The answer as JSON; what must differ from run to run is replaced by its kind."""
    if isinstance(value, datetime.datetime):
        return "<time>"
    if isinstance(value, dict):
        return {
            key: "<token>" if key == "NextToken" else plain(member)
            for key, member in value.items()
            if key != "ResponseMetadata"
        }
    if isinstance(value, list) and all(isinstance(tag, dict) and "Key" in tag for tag in value):
        # Tags have no order.
        return sorted(value, key=lambda tag: tag["Key"])
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return value.replace(account, "<account>")
    return value


def call(step, operation, **given):
    try:
        answer = getattr(sagemaker, operation)(**given)
        line = {"output": plain(answer)}
    except ClientError as error:
        answer = {}
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        line = {"error": {"code": error.response["Error"]["Code"], "status": status}}
    print(json.dumps({"step": step, "operation": operation, **line}), flush=True)
    return answer


def arn(kind, name):
    return f"arn:aws:sagemaker:us-east-1:{account}:{kind}/{name}"


digest = "sha256:" + "a1" * 32
image = f"111122223333.dkr.ecr.us-east-1.amazonaws.com/scorer@{digest}"
role = f"arn:aws:iam::{account}:role/scorer"
metrics = {"ContentType": "application/json", "S3Uri": "s3://reports/quality.json"}
specification = {
    "Containers": [{"Image": image, "ImageDigest": digest}],
    "SupportedContentTypes": ["text/csv"],
    "SupportedResponseMIMETypes": ["application/json"],
}
tags = [{"Key": "team", "Value": "fraud"}]

# Groups.
group = {"ModelPackageGroupName": "scorers"}
call("a group", "create_model_package_group", **group, ModelPackageGroupDescription="all", Tags=tags)
call("the group again", "create_model_package_group", **group)
call("the group shown", "describe_model_package_group", **group)
call("no such group", "describe_model_package_group", ModelPackageGroupName="nobody")
call("another group", "create_model_package_group", ModelPackageGroupName="rankers")
call("groups", "list_model_package_groups")
call("groups by name", "list_model_package_groups", SortBy="Name", SortOrder="Descending")
call("groups that contain", "list_model_package_groups", NameContains="rank")
call("groups in pages", "list_model_package_groups", MaxResults=1)

# Versions.
call("in no such group", "create_model_package", ModelPackageGroupName="nobody")
call("both names", "create_model_package", **group, ModelPackageName="scorer")
call("neither name", "create_model_package", InferenceSpecification=specification)
lone = {"ModelPackageName": "scorer"}
call("an unversioned package", "create_model_package", **lone, InferenceSpecification=specification)
call("the unversioned package shown", "describe_model_package", **lone)
call("the unversioned package again", "create_model_package", **lone)
first = call(
    "version 1",
    "create_model_package",
    **group,
    ModelPackageDescription="the first",
    InferenceSpecification=specification,
    ModelApprovalStatus="PendingManualApproval",
    MetadataProperties={"CommitId": "c0ffee", "Repository": "git.example.com/scorer"},
    ModelMetrics={"ModelQuality": {"Statistics": metrics}},
    CustomerMetadataProperties={"seed": "7", "dataset": "d1"},
    ModelLifeCycle={"Stage": "Development", "StageStatus": "InProgress"},
    SourceUri="s3://sources/scorer",
    ClientToken="token-1",
)["ModelPackageArn"]
second = call(
    "the next version",
    "create_model_package",
    **group,
    InferenceSpecification=specification,
    ModelApprovalStatus="Approved",
)["ModelPackageArn"]
call("version 1 shown", "describe_model_package", ModelPackageName=first)
call("an approved one shown", "describe_model_package", ModelPackageName=second)
call("no such version", "describe_model_package", ModelPackageName=arn("model-package", "scorers/99"))
repeated = {"ModelPackageGroupName": "rankers", "ClientToken": "token-2"}
call("of the other group", "create_model_package", **repeated)
call("by the same token", "create_model_package", **repeated)
call("by the same token, another one", "create_model_package", **repeated, ModelPackageDescription="b")
call("a group in mixed case", "create_model_package_group", ModelPackageGroupName="Mixed")
call("of a group in mixed case", "create_model_package", ModelPackageGroupName="Mixed")

# Decisions.
call(
    "approved",
    "update_model_package",
    ModelPackageArn=first,
    ModelApprovalStatus="Approved",
    ApprovalDescription="figures read",
    CustomerMetadataProperties={"seed": "7", "dataset": "d1", "reviewed": "yes"},
)
call("approved, shown", "describe_model_package", ModelPackageName=first)
call("rejected", "update_model_package", ModelPackageArn=second, ModelApprovalStatus="Rejected")
call("rejected, shown", "describe_model_package", ModelPackageName=second)
missing = arn("model-package", "scorers/99")
call("decided on nothing", "update_model_package", ModelPackageArn=missing, ModelApprovalStatus="Approved")

# A version that is annotated piece by piece.
call("a group of notes", "create_model_package_group", ModelPackageGroupName="notes")
noted = call(
    "a version to note on",
    "create_model_package",
    ModelPackageGroupName="notes",
    ModelApprovalStatus="Approved",
    CustomerMetadataProperties={"seed": "7"},
)["ModelPackageArn"]
note = {"ModelPackageArn": noted}
call("a note", "update_model_package", **note, CustomerMetadataProperties={"reviewed": "yes"})
call("after a note", "describe_model_package", ModelPackageName=noted)
call("a note taken away", "update_model_package", **note, CustomerMetadataPropertiesToRemove=["reviewed"])
call("a stage", "update_model_package", **note, ModelLifeCycle={"Stage": "Release", "StageStatus": "Approved"})
call("after a stage", "describe_model_package", ModelPackageName=noted)

# Lists.
call("packages of no group", "list_model_packages")
call("packages of both types", "list_model_packages", ModelPackageType="Both", NameContains="scorer")
call("versions of all groups", "list_model_packages", ModelPackageType="Versioned", NameContains="scorers")
call("versions", "list_model_packages", **group)
call("versions, newest first", "list_model_packages", **group, SortOrder="Descending")
call("versions by status", "list_model_packages", **group, ModelApprovalStatus="Approved")
call("versions by the group's ARN", "list_model_packages", ModelPackageGroupName=arn("model-package-group", "scorers"))
page = call("versions in pages", "list_model_packages", **group, MaxResults=1)
call("the next page", "list_model_packages", **group, MaxResults=1, NextToken=page.get("NextToken", "none"))
call("versions of no such group", "list_model_packages", ModelPackageGroupName="nobody")

# Models.
container = {"Image": image, "Environment": {"LEVEL": "info"}}
model = {"ModelName": "scorer-1"}
call("a model", "create_model", **model, PrimaryContainer=container, ExecutionRoleArn=role, Tags=tags)
call("the model again", "create_model", **model, PrimaryContainer=container, ExecutionRoleArn=role)
call("the model shown", "describe_model", **model)
call("no such model", "describe_model", ModelName="nobody")
call("a bad name", "create_model", ModelName="a_b", PrimaryContainer=container, ExecutionRoleArn=role)
call(
    "both kinds of containers",
    "create_model",
    ModelName="both",
    PrimaryContainer=container,
    Containers=[container],
    ExecutionRoleArn=role,
)
call(
    "of an approved package",
    "create_model",
    ModelName="packaged",
    PrimaryContainer={"ModelPackageName": first},
    ExecutionRoleArn=role,
)
call(
    "of an unversioned package",
    "create_model",
    ModelName="lone",
    PrimaryContainer={"ModelPackageName": "scorer"},
    ExecutionRoleArn=role,
)
call(
    "of a rejected package",
    "create_model",
    ModelName="rejected",
    PrimaryContainer={"ModelPackageName": second},
    ExecutionRoleArn=role,
)
call(
    "without its artifact",
    "create_model",
    ModelName="empty",
    PrimaryContainer={"Image": image, "ModelDataUrl": "s3://nobody/has/model.tar.gz"},
    ExecutionRoleArn=role,
)
call("models by name", "list_models", SortBy="Name", SortOrder="Ascending", NameContains="scorer")

# Endpoint configs.
variant = {
    "VariantName": "main",
    "ModelName": "scorer-1",
    "InstanceType": "ml.m5.xlarge",
    "InitialInstanceCount": 2,
    "InitialVariantWeight": 3.0,
}
settings = {"EndpointConfigName": "scorer-1"}
call("a config", "create_endpoint_config", **settings, ProductionVariants=[variant], Tags=tags)
call("the config again", "create_endpoint_config", **settings, ProductionVariants=[variant])
call("the config shown", "describe_endpoint_config", **settings)
call("no such config", "describe_endpoint_config", EndpointConfigName="nobody")
call(
    "of no such model",
    "create_endpoint_config",
    EndpointConfigName="lost",
    ProductionVariants=[{**variant, "ModelName": "nobody"}],
)
call(
    "of an instance type of today",
    "create_endpoint_config",
    EndpointConfigName="g6",
    ProductionVariants=[{**variant, "InstanceType": "ml.g6.xlarge"}],
)
unweighted = {key: member for key, member in variant.items() if key != "InitialVariantWeight"}
shadow = {**variant, "VariantName": "shadow"}
call(
    "with a shadow",
    "create_endpoint_config",
    EndpointConfigName="shadowed",
    ProductionVariants=[unweighted],
    ShadowProductionVariants=[shadow],
)
call("with a shadow, shown", "describe_endpoint_config", EndpointConfigName="shadowed")
call("configs by name", "list_endpoint_configs", SortBy="Name", SortOrder="Ascending", NameContains="scorer")

# Tags.
resource = arn("model", "scorer-1")
call("tags of the model", "list_tags", ResourceArn=resource)
call("tags added", "add_tags", ResourceArn=resource, Tags=[*tags, {"Key": "owner", "Value": "dana"}])
call("a tag written over", "add_tags", ResourceArn=resource, Tags=[{"Key": "owner", "Value": "lee"}])
call("tags after that", "list_tags", ResourceArn=resource)
call("tags removed", "delete_tags", ResourceArn=resource, TagKeys=["owner", "unknown"])
call("tags left", "list_tags", ResourceArn=resource)
call("tags of the group", "list_tags", ResourceArn=arn("model-package-group", "scorers"))
call("tags of the config", "list_tags", ResourceArn=arn("endpoint-config", "scorer-1"))
call("tags of nothing", "list_tags", ResourceArn=arn("model", "nobody"))

# Ends.
call("the config deleted", "delete_endpoint_config", **settings)
call("the config deleted again", "delete_endpoint_config", **settings)
call("the model deleted", "delete_model", **model)
call("the model deleted again", "delete_model", **model)
call("models left", "list_models", NameContains="scorer")
