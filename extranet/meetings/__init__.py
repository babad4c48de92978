"""Meetings: convening, agenda, papers, replies, guests, attendance, calendar."""
