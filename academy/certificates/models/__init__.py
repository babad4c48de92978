"""What the academy certifies; imports go down to `academy.core`."""

from .certificate import Certificate
from .decision import CompletionDecision
from .details import CertificateDetails

__all__ = ["Certificate", "CertificateDetails", "CompletionDecision"]
