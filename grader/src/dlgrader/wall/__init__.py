"""Between a submission and the judge: `inside` runs in the sandbox, `submission` and `proxies` stand for it here."""
