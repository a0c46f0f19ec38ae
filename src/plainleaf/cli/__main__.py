from plainleaf.cli import main

main()
