"""Macros that iaclint runs itself: AWS::Include, AWS::LanguageExtensions, AWS::Serverless."""
