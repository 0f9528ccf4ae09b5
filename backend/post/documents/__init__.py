"""Documents that a mail carries, made on the server from what a request says."""
