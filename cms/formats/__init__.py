"""How dates and numbers are written where Django's own formats are those of one country."""
