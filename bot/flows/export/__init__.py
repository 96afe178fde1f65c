"""`/export`: what admins take away, asked for by buttons or in words."""
