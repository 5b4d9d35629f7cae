"""The sample wire: fictional outlets served over HTTP."""
