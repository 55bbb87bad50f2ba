"""What a rule author works with: cases beside the rules, drafts of rules, what no rule read, the age of facts."""
