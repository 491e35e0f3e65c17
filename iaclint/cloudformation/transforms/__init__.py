"""Transforms that iaclint applies: AWS::Include, AWS::LanguageExtensions, AWS::Serverless."""
