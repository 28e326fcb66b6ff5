"""Every change: one function a file, which takes `by=`, in one transaction with its audit entry."""
