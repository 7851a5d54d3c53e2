"""python -m unres"""

from unres.main import main

main()
