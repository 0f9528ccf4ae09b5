"""What is the same for every area of work: answers, headers, logs, health, the app's own files."""
