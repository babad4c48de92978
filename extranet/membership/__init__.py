"""Membership as a file: applications, suspension, exclusion, resignation."""
