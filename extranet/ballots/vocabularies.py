"""The rules of decisions that are shipped, loaded with the bodies that they are about."""

from cms.directory.services import load_with
from extranet.ballots.services.rules import load_rules

load_with("decision rules", load_rules)
