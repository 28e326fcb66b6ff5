"""What people are told: on their page, and by mail to those who have given an address."""
