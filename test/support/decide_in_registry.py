"""Sets the approval status of a model package, as a person in a notebook or a pipeline would."""

import sys

import boto3

arn, status, description = sys.argv[1:]
boto3.client("sagemaker").update_model_package(
    ModelPackageArn=arn, ModelApprovalStatus=status, ApprovalDescription=description
)
