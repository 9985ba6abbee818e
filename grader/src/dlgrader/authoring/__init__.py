"""What an author of an assignment needs: a small one to begin with, and the certificate of a whole one."""
