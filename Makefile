lock:
	uv pip compile -q pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/runtime.lock
	uv pip compile -q pyproject.toml --group embedded --group dev --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/dev.lock
